#include <solder/html.hpp>
#include <solder/reactive.hpp>

namespace {

using namespace solder;

view Counter() {
    auto count = create_signal(0);
    return html(
        R"(<main>
            <p>Count: <output>{}</output></p>
            <button type="button" onclick={}>One more</button>
            <button type="button" disabled={} onclick={}>From zero</button>
        </main>)",
        count, [=] { count.update([](int& n) { ++n; }); }, [=] { return count() == 0; }, [=] { count.set(0); });
}

}  // namespace

solder::application solder::make_application() { return {.root = Counter, .title = "Counter"}; }
