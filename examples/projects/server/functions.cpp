#include <app/api.hpp>
#include <server/functions.hpp>

namespace projects {
namespace {

/// A title as it is kept, without spaces around it; or why it is refused.
solder::result<std::string> checked_title(const task_form& form) {
    auto first = form.title.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return solder::fail(solder::invalid("Please enter a title."));
    auto title = form.title.substr(first, form.title.find_last_not_of(" \t\r\n") - first + 1);
    // Characters, not bytes: a byte that continues a UTF-8 character does not count.
    auto length = std::ranges::count_if(title, [](unsigned char c) { return (c & 0xC0) != 0x80; });
    if (length > 200) return solder::fail(solder::invalid("A title has at most 200 characters."));
    return title;
}

/// The outcome of a write whose result the page does not need.
solder::result<void> done(const auto& outcome) {
    if (!outcome) return std::unexpected(outcome.error());
    return {};
}

}  // namespace

void define_functions(database& db) {
    list_projects.define([&db] { return db.list_projects(); });
    find_project.define([&db](std::int64_t id) { return db.find_project(id); });
    list_tasks.define([&db](std::int64_t project_id) { return db.list_tasks(project_id); });
    list_students.define([&db](const std::optional<std::string>& house) { return db.list_students(house); });

    add_task_body.define([&db](std::int64_t project_id, const task_form& form) {
        auto title = checked_title(form);
        return title ? db.add_task(project_id, *title) : std::unexpected(title.error());
    });
    rename_task_body.define([&db](std::int64_t id, const task_form& form) {
        auto title = checked_title(form);
        return title ? db.rename_task(id, *title) : std::unexpected(title.error());
    });
    set_done_body.define([&db](std::int64_t id, bool is_done) { return done(db.set_done(id, is_done)); });
    delete_task_body.define([&db](std::int64_t id) { return db.delete_task(id); });
}

}  // namespace projects
