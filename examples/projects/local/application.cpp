#include <app/pages.hpp>
#include <server/functions.hpp>
#include <solder/query/local_transport.hpp>

/// The application without a server: the same pages and functions, over what the browser keeps.
solder::application solder::make_application() {
    static auto data = projects::database::open("solder-projects-1");
    static local_transport here;
    projects::define_functions(**data);
    set_call_transport(&here);
    return {.root = [] { return projects::App(HashRouter); }, .title = "Projects"};
}
