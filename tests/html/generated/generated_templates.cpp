#include "generated_parts.hpp"
#include <array>
#include <optional>
#include <solder/html/class_and_style.hpp>
#include <solder/html/list.hpp>

namespace solder::testing {
namespace {

view make_text(const tree& t) {
    switch (t.number % 4) {
        case 0:
            return html("plain");
        case 1:
            return html("<hr>");
        case 2:
            return html("<p>a <i>b</i> c</p>");
        default:
            return html("{}", "");
    }
}

view make_holes(const tree& t, const surroundings& at) {
    const auto one = at.text(t.number), two = at.text(t.other);
    const auto when = at.condition(t.other);
    auto maybe = [when, two]() -> std::optional<std::string> {
        if (!when()) return std::nullopt;
        return two();
    };
    switch (t.number % 7) {
        case 0:
            return html("<p>{}</p>", one);
        case 1:
            return html("<p>a {} b {}</p>", one, two);
        case 2:
            return html("{}", one);
        case 3:
            // What may not be there comes last: an attribute that is set again stands behind the others.
            return html("<p class={} lang=\"a {}-{}\" title={}>{}</p>", one, maybe, two, maybe, two);
        case 4:
            return html("<button disabled={}>{}</button>", when, one);
        case 5:
            return html("{} and {}", one, two);
        default:
            return html("<p>{}{}</p>", "fixed", maybe);
    }
}

view make_element(const tree& t, const surroundings& at) {
    auto inside = make(t.inside[0], at);
    const auto text = at.text(t.other);
    switch (t.number % 4) {
        case 0:
            return html("<div class={}>{}</div>", text, std::move(inside));
        case 1:
            return html("<section class='a {}'><h2>{}</h2>{}</section>", text, text, std::move(inside));
        case 2:
            return html("<div>{}text<hr>{}</div>", text, std::move(inside));
        default:
            return html("<ul><li>{}</li></ul>", std::move(inside));
    }
}

view make_several(const tree& t, const surroundings& at) {
    auto a = make(t.inside[0], at), b = make(t.inside[1], at), c = make(t.inside[2], at);
    if (t.number % 2 == 0) return html("{}{}{}", std::move(a), std::move(b), std::move(c));
    return html("<article>{} - {}</article>{}", std::move(a), std::move(b), std::move(c));
}

view make_listed(const tree& t, const surroundings& at) {
    std::vector<view> all;
    for (const auto& each : t.inside) all.push_back(make(each, at));
    if (t.number % 2 == 0) return html("{}", std::move(all));
    return html("<div>{}</div>", std::move(all));
}

/// Follows a text, or stays what it is.
view make_markup(const tree& t, const surroundings& at) {
    static constexpr std::array<const char*, 5> pieces = {"", "raw", "<b>x</b>y", "<i>1</i><i>2</i>", "<!--c--> <br>"};
    const auto piece = [number = t.other, text = at.text(t.number)] {
        return raw_html(pieces[(static_cast<std::size_t>(number) + text().size()) % pieces.size()]);
    };
    switch (t.number % 3) {
        case 0:
            return html("<div>{}</div>", piece);
        case 1:
            return html("{}text{}", piece, raw_html(pieces[static_cast<std::size_t>(t.other) % pieces.size()]));
        default:
            return html("<p>{}{}</p>", at.text(t.other), piece);
    }
}

view make_styled(const tree& t, const surroundings& at) {
    const auto one = at.text(t.number), two = at.text(t.other);
    const auto when = at.condition(t.number), also = at.condition(t.other);
    // One attribute of those that may not be there: one that is set again stands behind the others.
    switch (t.number % 3) {
        case 0:
            return html("<p class={}>{}</p>", classes({{"on", when}, {"two words", also}}), one);
        case 1:
            return html("<p class={} style={}></p>", classes("always", {{"on", when}}),
                        styles({{"--a", one}, {"width", [two] { return std::to_string(two().size()) + "px"; }}}));
        default:
            return html("<button class='{} b' aria-label={} hidden={}>{}</button>", one, two, when, two);
    }
}

view make_graphic(const tree& t, const surroundings& at) {
    const auto circle = [](row<item> each) {
        return html("<circle class={}><title>{}</title></circle>", each[&item::text], each[&item::text]);
    };
    const auto line = [text = at.text(t.other)] { return html("<path class={}/>", text); };
    return html("<svg viewBox='0 0 9 9'><g>{}</g>{}<text>{}</text></svg>", For(at.list(t.number), circle),
                Show(at.condition(t.other), line), at.text(t.number));
}

view make_table(const tree& t, const surroundings& at) {
    const auto line = [&t, at](row<item> each) {
        auto more = at.with_text(each[&item::text]);
        more.key = each.peek().id + 1;
        return html("<tr><td>{}</td><td>{}</td></tr>", each[&item::text], make(t.inside[0], more));
    };
    return html("<table><tbody>{}</tbody></table>", For(at.list(t.number), line));
}

}  // namespace

view make_template(const tree& t, const surroundings& at) {
    switch (t.is) {
        case shape::text:
            return make_text(t);
        case shape::holes:
            return make_holes(t, at);
        case shape::element:
            return make_element(t, at);
        case shape::several:
            return make_several(t, at);
        case shape::markup:
            return make_markup(t, at);
        case shape::styled:
            return make_styled(t, at);
        case shape::graphic:
            return make_graphic(t, at);
        case shape::table:
            return make_table(t, at);
        default:
            return make_listed(t, at);
    }
}

}  // namespace solder::testing
