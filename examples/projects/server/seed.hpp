#ifndef PROJECTS_SERVER_SEED_HPP
#define PROJECTS_SERVER_SEED_HPP
#include <string>
#include <vector>

/// What a new database starts with. The titles are chosen to be awkward on purpose: markup, quotes, many scripts,
/// emoji.
namespace projects {

struct seed_task {
    std::string title;
    bool done = false;
};

struct seed_project {
    std::string title;
    std::vector<seed_task> tasks;
};

struct seed_student {
    std::string name;
    std::string house;
};

[[nodiscard]] std::vector<seed_project> seed_projects();
[[nodiscard]] std::vector<seed_student> seed_students();

}  // namespace projects
#endif
