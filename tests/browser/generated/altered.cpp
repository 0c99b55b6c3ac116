#include "app.hpp"
#include <algorithm>

namespace {

using namespace solder;

struct line {
    int id;
    std::string text;
    friend bool operator==(const line&, const line&) = default;
};

view Lists(const signal<std::vector<line>>& lines) {
    auto row = [](solder::row<line> each) { return html("<tr><td>{}</td></tr>", each[&line::text]); };
    auto item = [](solder::row<line> each) { return html("<li>{}</li>", each[&line::text]); };
    return html(R"(<table id="bare">{}</table><table id="whole"><tbody>{}</tbody></table><ul id="list">{}</ul>)",
                For(lines, row), For(lines, row), For(lines, item));
}

/// A list with rows that begin and end with text, that are text, and that are elements.
view Edges() {
    signal<std::vector<line>> lines(std::vector<line>{{1, "one"}, {2, "two"}, {3, "three"}});
    auto row = [](solder::row<line> each) { return html("before <b>{}</b> after", each[&line::text]); };
    auto plain = [](const line&) { return html("text"); };
    auto change = [=](std::string_view id, auto how) {
        return html(R"(<button id={} onclick={}>{}</button>)", id, [=] { lines.update(how); }, id);
    };
    using all = std::vector<line>&;
    return html(
        R"(<div id="edges">{}<i>end</i></div><div id="plain">{}</div><ul id="items">{}</ul>{}{}{}{})", For(lines, row),
        For(lines, plain), For(lines, [](const line& l) { return html("<li>{}</li>", l.text); }),
        change("edges-remove", [](all of) { of.erase(of.begin() + 1); }),
        change("edges-turn", [](all of) { std::ranges::reverse(of); }),
        change("edges-append", [](all of) { of.push_back({static_cast<int>(of.size()) + 7, "new"}); }),
        change("edges-insert", [](all of) { of.insert(of.begin(), {static_cast<int>(of.size()) + 17, "in"}); }));
}

view Fields(const signal<std::string>& text) {
    signal<std::string> chosen("b");
    auto options = [] { return std::vector<std::string>{"a", "b", "c"}; };
    return html(R"(<pre id="pre">{}</pre><textarea id="area">{}</textarea><select id="choice" bind={}>{}</select>
<output id="chosen">{}</output>)",
                text, text, chosen,
                For(options, [](const std::string& each) { return html("<option value={}>{}</option>", each, each); }),
                chosen);
}

view Texts(const signal<int>& count, const signal<std::string>& text) {
    auto word = [=] { return count() % 2 == 0 ? std::string() : "odd"; };
    return html(R"(<p id="words">Hello {} and <b>bold {}</b> words</p><p id="side">{}{}{}</p><p id="sole">{}</p>)",
                count, text, word, count, word, count);
}

view Parts(const signal<int>& count) {
    auto even = [=] { return count() % 2 == 0; };
    return html(R"(<section id="part">{}</section><section id="other">{}</section>)",
                Show(
                    even, [=] { return html("<p>even</p><p>{}</p>", count); }, [] { return html("<i>odd</i>"); }),
                Suspense([] { return html("<i>wait</i>"); }, [=] { return html("<p>content {}</p>", count); }));
}

}  // namespace

view Altered() {
    signal<int> count(0);
    signal<std::string> text("\nzero");
    signal<std::vector<line>> lines(std::vector<line>{{1, "one"}, {2, "two"}});
    auto more = [=] {
        count.update([](int& n) { ++n; });
        text.set("\n" + std::to_string(count()));
        lines.update([=](std::vector<line>& all) { all.push_back({count() + 2, std::to_string(count())}); });
    };
    return html(R"(<button id="more" onclick={}>more</button>{}{}{}{}{})", more, Texts(count, text), Parts(count),
                Lists(lines), Fields(text), Edges());
}
