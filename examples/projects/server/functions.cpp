#include <app/api.hpp>
#include <server/functions.hpp>

namespace projects {
void define_functions(database& db) {
    list_projects.define([&db] { return db.list_projects(); });
    find_project.define([&db](std::int64_t id) { return db.find_project(id); });
    list_tasks.define([&db](std::int64_t project_id) { return db.list_tasks(project_id); });
    list_students.define([&db](const std::optional<std::string>& house) { return db.list_students(house); });
    find_students.define([&db](const std::string& text) -> solder::result<std::vector<student>> {
        if (text.size() > 100) return solder::fail(solder::invalid("Please search for less text."));
        return db.find_students(text);
    });

    rename_project_function.define([&db](std::int64_t id, const title_form& form) {
        auto title = checked_title(form);
        return title ? db.rename_project(id, *title) : std::unexpected(title.error());
    });
    add_task_function.define([&db](std::int64_t project_id, const title_form& form) {
        auto title = checked_title(form);
        return title ? db.add_task(project_id, *title) : std::unexpected(title.error());
    });
    rename_task_function.define([&db](std::int64_t project_id, std::int64_t id, const title_form& form) {
        auto title = checked_title(form);
        return title ? db.rename_task(project_id, id, *title) : std::unexpected(title.error());
    });
    set_done_function.define(
        [&db](std::int64_t project_id, std::int64_t id, bool done) { return db.set_done(project_id, id, done); });
    delete_task_function.define(
        [&db](std::int64_t project_id, std::int64_t id) { return db.delete_task(project_id, id); });
}

}  // namespace projects
