#ifndef PROJECTS_APP_API_HPP
#define PROJECTS_APP_API_HPP
#include <app/model.hpp>
#include <solder/query.hpp>

/// What the page may ask of the server. Bodies are in server/functions.cpp.
namespace projects {

using solder::server_function;
using solder::writes;

inline constexpr server_function<"projects.list", std::vector<project>()> list_projects;
inline constexpr server_function<"projects.find", std::optional<project>(std::int64_t)> find_project;
inline constexpr server_function<"projects.rename", project(std::int64_t, title_form), writes> rename_project_function;
inline constexpr server_function<"tasks.list", std::vector<project_task>(std::int64_t)> list_tasks;
inline constexpr server_function<"tasks.add", project_task(std::int64_t, title_form), writes> add_task_function;
// Of a project (the first number) and a task of it (the second).
inline constexpr server_function<"tasks.rename", project_task(std::int64_t, std::int64_t, title_form), writes>
    rename_task_function;
inline constexpr server_function<"tasks.set_done", project_task(std::int64_t, std::int64_t, bool), writes>
    set_done_function;
inline constexpr server_function<"tasks.delete", void(std::int64_t, std::int64_t), writes> delete_task_function;
inline constexpr server_function<"students.list", std::vector<student>(std::optional<std::string>)> list_students;
inline constexpr server_function<"students.search", std::vector<student>(std::string)> find_students;

inline const auto get_projects = solder::query("projects", list_projects);
inline const auto get_project = solder::query("project", find_project);
/// Others change tasks too: whoever comes back to the page sees what they did.
inline const auto get_project_tasks =
    solder::query("projectTasks", list_tasks, {.refetch_on = {.focus = true, .reconnect = true}});
/// Whose name or house has the text in it, in any case.
inline const auto search_students = solder::query("studentSearch", find_students);

/// In the `optimistic` function of an action: shows a task as `change` makes it while the server is being told.
template <class Change>
void show_changed(std::int64_t project_id, std::int64_t id, Change change) {
    get_project_tasks.entry(project_id).lay([=](std::vector<project_task>& tasks) {
        for (auto& task : tasks)
            if (task.id == id) change(task);
    });
}

inline const auto rename_project = solder::action("renameProject", rename_project_function);
inline const auto add_task = solder::action("addTask", add_task_function);
inline const auto rename_task =
    solder::action("renameTask", rename_task_function,
                   {.optimistic = [](std::int64_t project_id, std::int64_t id, const title_form& form) {
                       // What will be refused is not shown.
                       if (auto title = checked_title(form))
                           show_changed(project_id, id, [=](project_task& t) { t.title = *title; });
                   }});
inline const auto set_done = solder::action("setDone", set_done_function,
                                            {.optimistic = [](std::int64_t project_id, std::int64_t id, bool done) {
                                                show_changed(project_id, id, [=](project_task& t) { t.done = done; });
                                            }});
inline const auto delete_task = solder::action("deleteTask", delete_task_function);

}  // namespace projects
#endif
