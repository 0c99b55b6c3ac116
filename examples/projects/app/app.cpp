#include <app/pages.hpp>

namespace projects {
namespace {

using namespace solder;

view Layout(const outlet& page) {
    return html(R"(<header class="top"><nav>{}{}</nav></header>
<main>{}</main>)",
                A("/", "Projects"), A("/students", "Students"), page);
}

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

view App() {
    static const route_table routes{
        Route("/", ProjectsPage),
        Route("/projects/:id", ProjectPage),
        Route("/students", MayNotLoad, {Route("/", lazy<"students", StudentsPage>())}),
        Route("*rest", NotFound),
    };
    return Router({.root = Layout, .routes = routes});
}

}  // namespace

view NotFound() {
    return html("{}{}<h1>Not found</h1><p>There is nothing at this address. {}</p>", HttpStatus(404),
                Title("Not found"), A("/", "All projects"));
}

}  // namespace projects

solder::application solder::make_application() {
    return {.root = projects::App, .title = "Projects", .stylesheets = {"app.css"}, .icon = "favicon.svg"};
}
