#ifndef PROJECTS_APP_MODEL_HPP
#define PROJECTS_APP_MODEL_HPP
#include <cstdint>
#include <solder/core/error.hpp>
#include <string>

/// The projects application: what server and page both know. Ids come from the database and are never used twice.
namespace projects {

struct project {
    std::int64_t id;
    std::string title;

    friend bool operator==(const project&, const project&) = default;
};

struct project_task {
    std::int64_t id;
    std::string title;
    bool done;

    friend bool operator==(const project_task&, const project_task&) = default;
};

struct student {
    std::int64_t id;
    std::string name;
    std::string house;  ///< lower case, for instance `gryffindor`

    friend bool operator==(const student&, const student&) = default;
};

/// What a form for the title of a project or task sends.
struct title_form {
    std::string title;

    friend bool operator==(const title_form&, const title_form&) = default;
};

/// The title as it is kept, without spaces around it; or why it is refused.
[[nodiscard]] solder::result<std::string> checked_title(const title_form& form);

}  // namespace projects
#endif
