#ifndef PROJECTS_SERVER_DATABASE_HPP
#define PROJECTS_SERVER_DATABASE_HPP
#include "../app/model.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <string>
#include <vector>

namespace projects {

/// Projects, their tasks, and students, in SQLite or PostgreSQL.
///
/// Thread: all members, on any thread; a call waits while the other threads use all connections.
/// Errors: a row that does not exist is `not_found`; a title that no database can keep is `invalid`; both messages are
/// public. Everything else is `internal` with a message for the log. After such a failure the connection is opened
/// anew, so that a database that comes back is used again.
class database {
public:
    /// Opens the database and, when it has no projects yet, fills it with the seed.
    ///
    /// @param url  `sqlite:FILE` (relative to the working directory), `sqlite::memory:`, or `postgresql://...`
    /// Errors: one sentence that names the database, without its password.
    [[nodiscard]] static solder::result<std::unique_ptr<database>> open(const std::string& url);
    ~database();

    [[nodiscard]] solder::result<std::vector<project>> list_projects();
    [[nodiscard]] solder::result<std::optional<project>> find_project(std::int64_t id);
    /// Gives the project as it is now; `not_found` for an unknown one.
    [[nodiscard]] solder::result<project> rename_project(std::int64_t id, const std::string& title);
    /// The oldest first. An unknown project has no tasks.
    [[nodiscard]] solder::result<std::vector<project_task>> list_tasks(std::int64_t project_id);

    /// These give the task as it is now; `not_found` for an unknown project, or a task that is not in it.
    [[nodiscard]] solder::result<project_task> add_task(std::int64_t project_id, const std::string& title);
    [[nodiscard]] solder::result<project_task> rename_task(std::int64_t project_id, std::int64_t id,
                                                           const std::string& title);
    [[nodiscard]] solder::result<project_task> set_done(std::int64_t project_id, std::int64_t id, bool done);
    [[nodiscard]] solder::result<void> delete_task(std::int64_t project_id, std::int64_t id);

    /// By name; of one house when `house` is given.
    [[nodiscard]] solder::result<std::vector<student>> list_students(const std::optional<std::string>& house = {});
    /// Those whose name or house has `text` in it, by name. Case does not count; in SQLite, that of ASCII letters.
    [[nodiscard]] solder::result<std::vector<student>> find_students(const std::string& text);

private:
    struct impl;  // server/database.cpp
    explicit database(std::unique_ptr<impl> parts);
    std::unique_ptr<impl> impl_;
};

}  // namespace projects
#endif
