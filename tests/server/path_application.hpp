#ifndef SOLDER_TESTS_SERVER_PATH_APPLICATION_HPP
#define SOLDER_TESTS_SERVER_PATH_APPLICATION_HPP
#include <solder/html.hpp>
#include <solder/query.hpp>
#include <solder/router/location.hpp>
#include <solder/router/primitives.hpp>
#include <solder/router/use_search_params.hpp>
#include <solder/server.hpp>

/// An application whose pages say what they know of their address, and lead on to wherever they are told.
namespace solder::test {

/// Where the pages below `/go` lead.
inline thread_local std::string place_to_go_to;

inline view Home() { return html("<p>home</p>"); }
inline view Project(std::int64_t id) {
    return html("<p>{}</p>", "project " + std::to_string(id) + " with " + std::string(use_location().search()));
}
inline view Note() {
    return html("<p>{}</p>", "note " + use_params().decoded("name") + " at " + use_location().pathname());
}
inline view File() { return html("<p>{}</p>", "file " + use_param("path")); }
inline view Search() {
    auto params = use_search_params();
    return html("<p>{}</p><a href={}>link</a>", params.get("q") + "/" + params.get("__proto__"),
                "/search" + merge_search_string(use_location().search(), {{"page", 2}}));
}
inline view Away() {
    if (auto* event = use_request()) event->headers.set("X-Seen", "before");
    (void)set_cookie("kept", "yes");
    return Navigate({.href = place_to_go_to});
}
inline view Step() {
    (void)use_navigate()(place_to_go_to);
    return html("<p>stayed</p>");
}
inline const auto get_moved = query("path_application.moved", [](std::string to) -> task<std::string> {
    co_await sleep_for(std::chrono::milliseconds(1));
    (void)set_cookie("kept", "yes");
    co_return fail(redirect(to));
});
inline view Fetched() {
    auto moved = create_async([] { return get_moved(place_to_go_to); });
    return html("<p>{}</p>", [=] { return moved() ? *moved() : ""; });
}

inline view PathApplication() {
    static constexpr route<"/projects/:id", std::int64_t> project;
    static const route_table routes{Route("/", Home),
                                    Route(project, Project),
                                    Route("/notes/:name", Note),
                                    Route("/files/*path", File),
                                    Route("/search", Search),
                                    Route("/go/away", Away),
                                    Route("/go/step", Step),
                                    Route("/go/query", Fetched),
                                    Route("/go/caf\u00e9", Step)};
    return Router({.routes = routes});
}

}  // namespace solder::test
#endif
