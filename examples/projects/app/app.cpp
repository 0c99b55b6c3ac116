#include <app/api.hpp>
#include <app/pages.hpp>

namespace projects {
namespace {

using namespace solder;

view Layout(const outlet& page) {
    return html(R"(<header class="top"><nav aria-label="Pages">{}{}</nav></header>{})",
                A("/", "Projects", {.end = true}), A("/students", "Students"), page);
}

view Page(const outlet& page) { return html("<main>{}</main>", page); }

/// What is below is a part of its own, which may not come.
view MayNotLoad(const outlet& page) {
    return ErrorBoundary(
        [](const error& e, const reset_function& reset) {
            return html(R"(<p class="error" role="alert">{}</p>
<p class="buttons"><button onclick={}>Try again</button></p>)",
                        e.message, reset);
        },
        page);
}

void preload_projects(const preload_event&) { get_projects(); }
void preload_project(std::int64_t id) { get_project(id); }
void preload_tasks(std::int64_t id) { get_project_tasks(id); }

}  // namespace

view App(view (*router)(router_options)) {
    static const route_table routes{
        {.component = ProjectsLayout,
         .children = {Route("/", ProjectsPage),
                      {.path = project_route,
                       .component = typed_component(project_route, ProjectLayout),
                       .children = {{.path = {"/", "tasks"},
                                     .component = typed_component(project_route, TasksTab),
                                     .preload = typed_preload(project_route, preload_tasks)},
                                    {.path = settings_route, .component = typed_component(project_route, SettingsTab)}},
                       .preload = typed_preload(project_route, preload_project)}},
         .preload = preload_projects},
        {.component = Page,
         .children = {Route("/students", MayNotLoad, {Route("/", lazy<"students", StudentsPage>())}),
                      Route("*rest", NotFound)}},
    };
    return router({.root = Layout, .routes = routes});
}

view NotFound() {
    return html("{}{}<h1>Not found</h1><p>There is nothing at this address. {}</p>", HttpStatus(404),
                Title("Not found"), A("/", "All projects"));
}

}  // namespace projects
