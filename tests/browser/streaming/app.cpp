#include "app.hpp"
#include <solder/html.hpp>

namespace {

using namespace solder;

/// A part of the page that says what the server answers.
view Part(std::string text, std::int64_t delay) {
    return Suspense([text] { return html(R"(<p class="wait" id={}>{} is coming</p>)", "wait-" + text, text); },
                    [=] {
                        auto answer = create_async([=] { return get_part(text, delay); });
                        signal<int> clicks(0);
                        return html(
                            R"(<p id={}>{}<button onclick={}>{}</button></p>)", text,
                            [=] { return answer() ? *answer() : std::string(); },
                            [=] { clicks.update([](int& n) { ++n; }); }, clicks);
                    });
}

view Counter() {
    signal<int> clicks(0);
    return html(R"(<button id="count" onclick={}>{}</button>)", [=] { clicks.update([](int& n) { ++n; }); }, clicks);
}

view Three() {
    return html(R"(<h1>Three</h1>{}<div id="parts">{}{}{}</div>)", Counter(), Part("slow", held), Part("quick", 150),
                Part("now", 0));
}

view Rows() {
    return html(R"(<table><tbody>{}</tbody></table>)",
                Suspense([] { return html("<tr><td>coming</td></tr>"); },
                         [] {
                             auto answer = create_async([] { return get_part("row", 100); });
                             return html("<tr id=row><td>{}</td></tr><tr><td>second</td></tr>",
                                         [=] { return answer() ? *answer() : std::string(); });
                         }));
}

/// Whose code comes when it is needed.
view Note() {
    signal<int> clicks(0);
    return html(
        R"(<section id="note"><input id="words"><button onclick={}>{}</button></section>)",
        [=] { clicks.update([](int& n) { ++n; }); }, clicks);
}

/// A lazy part that only late content shows, and one that comes after it.
view Noted() {
    return html(R"(<h1>Noted</h1>{}{})",
                ErrorBoundary([](const error& e, reset_function) { return html("<p id=failed>{}</p>", e.message); },
                              [] {
                                  return Suspense([] { return html("<p class=wait>a note is coming</p>"); },
                                                  [] {
                                                      auto answer =
                                                          create_async([] { return get_part("noted", held); });
                                                      return Show([=] { return answer() != nullptr; },
                                                                  [] { return lazy<"note", Note>()(); });
                                                  });
                              }),
                Part("after", held));
}

/// A mark in a picture. Its parts end with a slash: read as HTML each would hold those behind it.
view Spot(std::string text, std::int64_t delay) {
    return Suspense([] { return html("<rect class=wait width=1 height=1 />"); },
                    [=] {
                        auto answer = create_async([=] { return get_part(text, delay); });
                        signal<int> clicks(0);
                        return html(
                            R"(<circle id={} cx="5" cy="5" r="2" onclick={}/><path d="M0 0"/><text>{}</text>)", text,
                            [=] { clicks.update([](int& n) { ++n; }); },
                            [=] { return (answer() ? *answer() : std::string()) + " " + std::to_string(clicks()); });
                    });
}

view Picture() {
    return html(R"(<svg viewBox="0 0 10 10" width="200" height="200"><g id="first">{}</g><g id="second">{}!</g></svg>)",
                Spot("dot", 150), Spot("spot", held));
}

view Nested() {
    return Suspense([] { return html("<p>outer is coming</p>"); },
                    [] {
                        auto answer = create_async([] { return get_part("outer", 100); });
                        auto said = [=] { return answer() ? *answer() : std::string(); };
                        return html("<section id=outer>{}{}{}{}</section>", Title(said),
                                    Meta({.name = "description", .content = said}), said, Part("inner", held));
                    });
}

view Failing() {
    return ErrorBoundary([](const error& e, reset_function) { return html("<p id=failed>{}</p>", e.message); },
                         [] { return Part("bad", 100); });
}

view Preloaded() {
    auto answer = use_preloaded<async_value<std::string>>();
    return Suspense([] { return html("<p>coming</p>"); },
                    [=] { return html("<p id=early>{}</p>", [=] { return answer() ? *answer() : std::string(); }); });
}

/// A part that the server takes its time for, and pages below of which one says the same.
view Shared(const outlet& page) {
    return html("{}{}<section>{}</section>", A("/shared/too", "too"), Part("shared", held),
                Suspense([] { return html("<p>coming</p>"); }, [page] { return page(); }));
}
view SharedToo() {
    auto answer = create_async([] { return get_part("shared", held); });
    return html("<p id=too>{} too</p>", [=] { return answer() ? *answer() : std::string(); });
}

view Layout(const outlet& page) {
    return html(
        R"(<nav>{}{}</nav><form method="post" action={}><button id="touch">Touch</button></form><main>{}</main>)",
        A("/three", "three"), A("/plain", "plain"), touch, page);
}

}  // namespace

solder::application solder::make_application() {
    return {.root =
                [] {
                    static const route_table routes{
                        Route("/three", Three),
                        Route("/rows", Rows),
                        Route("/picture", Picture),
                        Route("/nested", Nested),
                        Route("/failing", Failing),
                        Route("/away", [] { return Part("away", 100); }),
                        Route("/shared", Shared,
                              {Route("/", [] { return html("<p id=first>first</p>"); }), Route("/too", SharedToo)}),
                        Route("/noted", Noted),
                        Route("/plain", [] { return html("<h1>Plain</h1>"); }),
                        {.path = "/preloaded", .component = Preloaded, .preload = [](const preload_event&) {
                             return create_async([] { return get_part("early", 200); });
                         }}};
                    return Router({.root = Layout, .routes = routes, .view_transitions = true});
                },
            .title = "Streaming"};
}
