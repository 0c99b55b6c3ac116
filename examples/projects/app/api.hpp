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
inline constexpr server_function<"tasks.list", std::vector<project_task>(std::int64_t)> list_tasks;
inline constexpr server_function<"tasks.add", project_task(std::int64_t, task_form), writes> add_task_body;
inline constexpr server_function<"tasks.rename", project_task(std::int64_t, task_form), writes> rename_task_body;
inline constexpr server_function<"tasks.set_done", void(std::int64_t, bool), writes> set_done_body;
inline constexpr server_function<"tasks.delete", void(std::int64_t), writes> delete_task_body;
inline constexpr server_function<"students.list", std::vector<student>(std::optional<std::string>)> list_students;

inline const auto get_projects = solder::query("projects", list_projects);
inline const auto get_project = solder::query("project", find_project);
inline const auto get_project_tasks = solder::query("projectTasks", list_tasks);

inline const auto add_task = solder::action("addTask", add_task_body);
inline const auto rename_task = solder::action("renameTask", rename_task_body);
inline const auto set_done = solder::action("setDone", set_done_body);
inline const auto delete_task = solder::action("deleteTask", delete_task_body);

}  // namespace projects
#endif
