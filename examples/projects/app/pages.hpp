#ifndef PROJECTS_APP_PAGES_HPP
#define PROJECTS_APP_PAGES_HPP
#include <cstdint>
#include <solder/solder.hpp>

namespace projects {

/// The whole application. `router` says where its places are: in the path of the address, or in its hash.
solder::view App(solder::view (*router)(solder::router_options));

inline constexpr solder::route<"/projects/:id", std::int64_t> project_route;
/// Below a project.
inline constexpr solder::route<"settings"> settings_route;

/// The list of projects, beside what is open of them.
solder::view ProjectsLayout(const solder::outlet& open);
/// The title of a project and its tabs; stays when another project is opened.
solder::view ProjectLayout(solder::memo<std::int64_t> id, const solder::outlet& tab);

solder::view ProjectsPage();
solder::view TasksTab(std::int64_t project_id);
solder::view SettingsTab(std::int64_t project_id);
solder::view StudentsPage();
solder::view NotFound();

}  // namespace projects
#endif
