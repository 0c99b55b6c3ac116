#include <app/pages.hpp>

solder::application solder::make_application() {
    return {.root = [] { return projects::App(Router); },
            .title = "Projects",
            .stylesheets = {"app.css"},
            .icon = "favicon.svg"};
}
