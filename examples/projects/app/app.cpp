#include <app/pages.hpp>

namespace projects {
namespace {

using namespace solder;

view Layout(const outlet& page) {
    return html(R"(<header class="top"><nav>{}{}</nav></header>
<main>{}</main>)",
                A("/", "Projects"), A("/students", "Students"), page);
}

}  // namespace

view App(view (*router)(router_options)) {
    static const route_table routes{
        Route("/", ProjectsPage),
        Route("/projects/:id", ProjectPage),
        Route("/students", StudentsPage),
        Route("*rest", NotFound),
    };
    return router({.root = Layout, .routes = routes});
}

view NotFound() {
    return html("{}{}<h1>Not found</h1><p>There is nothing at this address. {}</p>", HttpStatus(404),
                Title("Not found"), A("/", "All projects"));
}

}  // namespace projects
