#include <app/pages.hpp>

solder::application solder::make_application() {
    return {.root = hackernews::App, .title = "Solder News", .stylesheets = {"app.css"}, .icon = "favicon.svg"};
}
