// Pages for tests/browser/aside.test.mjs: content that stands elsewhere, that is left alone, that the browser alone
// has.
#include "app.hpp"
#include <solder/html.hpp>

using namespace solder;

namespace {

view Note(int id) {
    auto text = create_async([id] { return get_note(id); });
    return html(R"(<p class="note">{}</p>)", [text] { return text() ? *text() : ""; });
}

view Dialog(signal<bool> is_open) {
    auto count = create_signal(0);
    auto word = create_signal(std::string());
    return html(
        R"(<div id="dialog" role="dialog"><input id="word" autofocus oninput={}><button id="add" onclick={}>{}</button>
<p id="said">{}</p><a id="away" href="/app/plain">away</a><button id="close" onclick={}>close</button></div>)",
        [=](event& e) { word.set(std::string(e.value)); }, [=] { count.set(count() + 1); }, count, word,
        [=] { is_open.set(false); });
}

}  // namespace

view Aside() {
    auto is_open = create_signal(false);
    auto clicks = create_signal(0);
    return html(
        R"(<h1>Aside</h1><div id="around" onclick={}><button id="open" onclick={}>open</button>{}</div>
<p id="clicks">{}</p>{}<div id="still">{}</div><p id="browser">{}</p>)",
        [=] { clicks.set(clicks() + 1); }, [=] { is_open.set(true); },
        Show(is_open, [=] { return Portal([=] { return Dialog(is_open); }); }), clicks, Note(1), NoHydration([=] {
            return html(
                R"(<button id="dead" onclick={}>dead</button><a id="followed" href="/app/plain">plain</a>{})",
                [=] { clicks.set(100); }, Note(2));
        }),
        ClientOnly([] { return html("<b>browser</b>"); }, [] { return html("<i>server</i>"); }));
}

view RoutedDialog() {
    return html(R"(<h1>Under</h1>{}{})", Title("Dialog"),
                Portal([] { return html(R"(<div id="routed"><input id="field" autofocus></div>)"); }));
}
