// Pages of tests/html/generated in a browser: /page/<seed> is rendered by the server, /fresh/<seed>?<state> by the
// browser alone.
#include "app.hpp"
#include "../../html/generated/generated_changes.hpp"
#include <solder/html/client_only.hpp>
#include <solder/router/location.hpp>
#include <solder/router/use_search_params.hpp>
#include <solder/wire/json.hpp>

namespace {

using namespace solder;
using namespace solder::testing;

struct state_as_json {
    std::vector<int> flags;
    std::vector<std::string> texts;
    std::vector<int> numbers;
    std::vector<std::vector<item>> lists;
    std::vector<std::array<int, 3>> versions;
};

/// What `#told` says.
struct told {
    int awaited;
    int failures;
    state_as_json state;
};

state_as_json as_json(const page_state& state) {
    state_as_json out{{state.flags.begin(), state.flags.end()}, state.texts, state.numbers, state.lists, {}};
    for (const auto& [of, version] : state.versions)
        out.versions.push_back({std::get<0>(of), std::get<1>(of), version});
    return out;
}

page_state from_json_text(std::string_view text, const page_state& otherwise) {
    const auto read = from_json<state_as_json>(text);
    if (!read) return otherwise;
    page_state state{{read->flags.begin(), read->flags.end()}, read->texts, read->numbers, read->lists, {}};
    for (const auto& [id, argument, version] : read->versions) state.versions[{id, argument}] = version;
    return state;
}

/// A page, and what is done to it. Lives as long as the component that it was made in.
class probe {
public:
    probe(std::uint32_t seed, std::string_view state)
        : described_(grow_tree(seed)),
          page_(described_, seed, delays_on_server(seed), from_json_text(state, page_state::at_first(seed))),
          r_(seed + 77) {}

    view root() { return page_.root(); }
    void step() { page_changes(page_, r_).some(); }
    void reset_failures() const {
        const auto resets = page_.resets;
        for (const auto& [number, reset] : resets) reset();
    }
    std::string tell() const {
        return to_json(told{*page_.awaited, static_cast<int>(page_.resets.size()), as_json(page_.state())});
    }

private:
    tree described_;
    generated_page page_;
    random_source r_;
};

/// @param make  gives what stands in `#generated`
view around(const std::shared_ptr<probe>& shown, view content) {
    on_cleanup([shown] {});
    signal<int> asked(0);
    auto tell = [=] { return asked() == 0 ? std::string() : shown->tell(); };
    return html(
        R"(<nav><button id="step" onclick={}>step</button><button id="reset" onclick={}>reset</button>
<button id="tell" onclick={}>tell</button></nav><p id="told">{}</p><div id="generated">{}</div>)",
        [=] { shown->step(); }, [=] { shown->reset_failures(); }, [=] { asked.update([](int& n) { ++n; }); }, tell,
        std::move(content));
}

std::shared_ptr<probe> make_probe(std::string_view state) {
    const auto seed = std::strtoul(use_param("seed").c_str(), nullptr, 10);
    return std::make_shared<probe>(static_cast<std::uint32_t>(seed), state);
}

view Page() {
    auto shown = make_probe("");
    return around(shown, shown->root());
}

view Fresh() {
    auto shown = make_probe(use_search_params().get("state"));
    return around(shown, ClientOnly([shown] { return shown->root(); }));
}

}  // namespace

solder::application solder::make_application() {
    return {.root =
                [] {
                    static const route_table routes{Route("/page/:seed", Page), Route("/fresh/:seed", Fresh),
                                                    Route("/altered", Altered)};
                    return Router({.routes = routes});
                },
            .title = "Generated"};
}
