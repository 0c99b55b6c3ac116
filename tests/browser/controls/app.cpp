// One page with every kind of control that `bind={}` and `ref={}` are for: tests/browser/controls.test.mjs.
#include <cmath>
#include <solder/core/timer.hpp>
#include <solder/html.hpp>
#include <solder/reactive/store.hpp>
#include <solder/wire/json.hpp>

namespace {

using namespace solder;
using namespace std::chrono_literals;

/// What the controls hold, as `#held` says it.
struct held_values {
    std::string name;
    std::string about;
    std::int64_t count;
    std::optional<double> limit;
    bool open;
    std::string size;
    std::string color;
    std::vector<int> days;
    std::string nick;
};

struct person {
    std::string nick;
    int age;
};

/// One signal for each.
struct form_state {
    signal<std::string> name{"ada"};
    signal<std::string> about{"\nline"};
    signal<std::int64_t> count{5};
    signal<std::optional<double>> limit{std::nullopt};
    signal<bool> open{true};
    signal<std::string> size{"l"};
    signal<std::string> color{"b"};
    signal<std::vector<int>> days{std::vector<int>{2, 9}};
    store<person> who{person{"al", 30}};

    std::string told() const {
        return to_json(
            held_values{name(), about(), count(), limit(), open(), size(), color(), days(), who[&person::nick]()});
    }
    void set_all() const {
        batch([this] {
            name.set("set");
            about.set("other");
            count.set(-7);
            limit.set(0.25);
            open.set(false);
            size.set("s");
            color.set("c");
            days.set({1, 3});
            who[&person::nick].set("bo");
        });
    }
};

view Option(const std::string& text) { return html("<option>{}</option>", text); }

/// Values that a property does not take, that JavaScript rounds, and that empty a field.
view Odd() {
    const auto odd = create_signal(false);
    const auto number = [=] { return odd() ? std::nan("") : 0.5; };
    return html(
        R"(<progress id="progress" value={}></progress><meter id="meter" .value={}></meter>
<video id="film" .volume={} .currentTime={}></video><input id="perhaps" value={}><output id="big">{}</output>
<button id="odd" type="button" onclick={}>Odd</button>)",
        number, number, [=] { return odd() ? 1.01 : 0.5; }, number,
        [=] { return odd() ? std::nullopt : std::optional<std::string>("b"); },
        [=] { return std::int64_t{9007199254740993} + odd(); },
        [=]() -> task<void> {
            co_await sleep_for(1ms);
            odd.set(true);
        });
}

/// What shows the values without being bound.
view Unbound(const form_state& held) {
    return html(
        R"(<input id="property" .value={}><select id="choice" .value={}><option>m</option><option>s</option><option>l</option></select>
<details id="details" open={}><summary>More</summary></details>)",
        held.name, held.size, held.open);
}

struct picked {
    std::string name;
    std::vector<int> at;
};

/// An element of the application's that dispatches events with details.
view Picking() {
    const auto last = create_signal(picked{"nothing", {}});
    const element_ref list;
    return html(
        R"(<my-list id="list" ref={} onpicked={}></my-list><output id="picked">{}</output>
<button id="choose" type="button" onclick={}>Choose</button>)",
        list, [=](const custom_event<picked>& e) { last.set(e.detail); }, [=] { return to_json(last()); },
        [=] { list.call<"choose">("\u00e9t\u00e9", std::vector{3, 4}); });
}

/// A picture that is shown before it is sent.
view Preview() {
    const element_ref field;
    const auto shown = create_signal(std::vector<file_url>());
    return html(
        R"(<input id="pictures" type="file" multiple ref={} onchange={}><p id="shown">{}</p>)", field,
        [=] {
            std::vector<file_url> all;
            while (auto url = field.chosen_file(all.size())) all.push_back(url);
            shown.set(std::move(all));
        },
        [=] {
            std::vector<view> pictures;
            for (const auto& each : shown()) pictures.push_back(html("<img src={}>", each));
            return pictures;
        });
}

view Controls() {
    const form_state held;
    const auto numbers = create_signal(std::vector<std::string>{"1", "2", "3"});
    const element_ref field;
    return html(
        R"(<form id="form" action="/">
  <input id="name" name="name" bind={} ref={}>
  <textarea id="about" name="about" bind={}></textarea>
  <input id="count" name="count" type="number" bind={}>
  <input id="limit" name="limit" type="number" step="any" bind={}>
  <input id="open" name="open" type="checkbox" bind={}>
  <input id="small" name="size" value="s" type="radio" bind={}>
  <input id="large" name="size" value="l" type="radio" bind={}>
  <select id="color" name="color" bind={}><option>a</option><option>b</option><option>c</option></select>
  <select id="days" name="days" multiple bind={}>{}</select>
  <input id="nick" name="nick" bind={}>
  <button id="send">Send</button><button id="reset" type="reset">Reset</button>
  <button id="set" type="button" onclick={}>Set</button>
  <button id="more" type="button" onclick={}>More</button>
  <button id="go" type="button" onclick={}>Go</button>
</form><output id="held">{}</output>{}{}{}{})",
        held.name, field, held.about, held.count, held.limit, held.open, held.size, held.size, held.color, held.days,
        For(numbers, Option), held.who[&person::nick], [=] { held.set_all(); },
        [=] { numbers.update([](std::vector<std::string>& all) { all.insert(all.begin(), "9"); }); },
        [=] {
            field.focus();
            field.select();
        },
        [=] { return held.told(); }, Unbound(held), Odd(), Picking(), Preview());
}

}  // namespace

solder::application solder::make_application() {
    return {.root = Controls, .title = "Controls", .scripts = {"my-list.js"}};
}
