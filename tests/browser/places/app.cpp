#include "app.hpp"
#include <solder/html.hpp>
#include <solder/router/location.hpp>

namespace {

using namespace solder;

view Home() {
    return html(R"(<h1>Home</h1>
<a id="plain" href="/app/plain">plain</a>
<a id="marked" href="/app/plain?marked" link="">marked</a>
<a id="all" href="/app/plain?x=1#y" replace="" noscroll="" state={}>all</a>
<a id="state" state={}>state alone</a>
<a id="bad" href="/app/plain?bad" state="{{">bad state</a>
<a id="beside" href="/apple">beside the base</a>
<form id="ask" action="/app/plain"><input name="q"><button name="by" value="find">find</button></form>
<form id="asked" action="/app/plain" link="" replace="" noscroll="" state={}><button>all</button></form>
<form id="ask_beside" action="/apple"><button>beside</button></form>)",
                "[1]", R"({"n":9007199254740993})", "[2]");
}

view Plain() {
    auto location = use_location();
    return html(R"({}{}{}<h1>Plain</h1>{}{}{})", Title("Plain"),
                Meta({.name = "description", .content = [=] { return "plain" + location.search(); }}),
                Link({.rel = "canonical", .href = "/app/plain"}), A("/", "home"), A("/org/7", "org"),
                A("/dialog", "dialog"));
}

view Org(const outlet& page) {
    return html(R"(<section id="org"><input id="typed">{}{}{}{}<div id="inner">{}</div></section>)",
                A("team/2", "team 2"), A("/org/8/team/3", "team 3 of 8"), A("/org/8/m", "m"), A("/org/8/n/5", "n"),
                page);
}
view Team() {
    return html(R"(<p id="team">{} {}</p>)", [] { return use_param("o"); }, [] { return use_param("t"); });
}
view Many() {
    return html(R"(<p id="many">{}</p>)", [] { return use_param("k"); });
}

view Tall() {
    return html(R"(<h1>Tall</h1>{}{}{}{}<div style="height: 3000px"></div>
<p id="mål">here</p><div style="height: 3000px"></div>)",
                A("#mål", "down"), A("/tall?again", "top"), A("/tall?kept", "keep", {.no_scroll = true}),
                A("/tall?kept#mål", "down all the same", {.no_scroll = true}));
}

view Forms() {
    auto noted = use_submission(add_note);
    auto shouted = use_submission(shout);
    return html(
        R"(<h1>Forms</h1>
<form id="form" method="post" action={}><input name="text"><button id="own" name="by" value="own">own</button>
  <button id="other" name="by" value="other" formaction={}>other</button>
  <button id="parts" name="by" value="parts" formenctype="multipart/form-data">in parts</button>
  <button id="get" formmethod={}>get</button></form>
<form id="late" method={} action={}><input name="text" value="late">
  <button id="post" name="by" value="post" formmethod="post">post</button></form>
<form id="beside" method="post" action="/_serverless?id=notes.add"><button>beside</button></form>
<p id="noted">{}</p><p id="failed">{}</p><p id="shouted">{}</p>)",
        add_note, shout, "get", "get", add_note, [=] { return noted.result() ? *noted.result() : std::string(); },
        [=] { return noted.error() ? noted.error()->message : std::string(); },
        [=] { return shouted.result() ? *shouted.result() : std::string(); });
}

view Layout(const outlet& page) {
    auto location = use_location();
    return html(
        R"(<header><p id="place">{}</p><p id="told">{}</p></header><main>{}</main>)",
        [=] { return location.pathname() + location.search() + location.hash(); }, [=] { return location.state(); },
        page);
}

enum class links { all, marked, fading };

view Pages(links which) {
    static const route_table routes{
        Route("/", Home),
        Route("/plain", Plain),
        {.path = "/org/:o",
         .component = Org,
         .children = {Route("/"), Route("/team/:t", Team), Route({"/m", "/n/:k?"}, Many)}},
        Route("/tall", Tall),
        Route("/forms", Forms),
        Route("/aside", Aside),
        Route("/dialog", RoutedDialog),
    };
    return Router({.root = Layout,
                   .routes = routes,
                   .base = "/app",
                   .view_transitions = which == links::fading,
                   .explicit_links = which == links::marked,
                   .preload_links = which != links::marked});
}

/// The pages with a router for all links, for marked ones, one whose navigations fade, or without any.
view App() {
    signal<std::optional<links>> which(links::all);
    return html(
        R"({}<button id="remove" onclick={}>No router</button>
<button id="explicit" onclick={}>A router for marked links</button>
<button id="fading" onclick={}>A router that fades</button>
<a id="outside" href="/app/plain?outside">outside</a>)",
        Show(which, Pages), [=] { which.set(std::nullopt); }, [=] { which.set(links::marked); },
        [=] { which.set(links::fading); });
}

}  // namespace

solder::application solder::make_application() { return {.root = App, .title = "Places"}; }
