#include "generated_parts.hpp"
#include <optional>
#include <solder/html/client_only.hpp>
#include <solder/html/list.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/html/portal.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/owner.hpp>

namespace solder::testing {
namespace {

/// The number that a query here is asked with: of a signal, or that of the row.
std::function<int()> argument_at(const tree& t, const surroundings& at) {
    const auto number = at.page->numbers[static_cast<std::size_t>(t.number) % at.page->numbers.size()];
    return [number, key = at.key] { return number() + 10 * key; };
}

view make_value(const tree& t, const surroundings& at) {
    const bool may_fail = t.other % 2 == 1;
    const int id = may_fail ? 6 + t.number % 2 : t.number % 6;
    auto value =
        create_async([page = at.page, id, argument = argument_at(t, at)] { return page->text_query(id, argument()); });
    const std::function<std::string()> shown = [value] { return value() ? *value() : std::string(); };
    // A boundary fails for good where a part fails that is shown for as long as this value is missing: nothing that is
    // read further in may fail, and where something may, no condition waits for a value.
    auto more = may_fail ? at : at.with_text(shown);
    if (!at.in_boundary) more.conditions.push_back([value] { return value() && value()->size() % 2 == 0; });
    switch (t.number % 4) {
        case 0:
            return html("<b>{}</b>{}", shown, make(t.inside[0], more));
        case 1:
            return html("{}{}", make(t.inside[0], more), shown);
        case 2:
            return Show([value] { return value(); },
                        [&t, more](const std::string&) { return make(t.inside[0], more); });
        default:
            return make(t.inside[0], more);
    }
}

view make_items(const tree& t, const surroundings& at) {
    auto more = at;
    auto list = create_async([page = at.page, id = t.number % 6, argument = argument_at(t, at)] {
        return page->items_query(id, argument());
    });
    more.lists.push_back([list] { return list() ? *list() : std::vector<item>(); });
    return make(t.inside[0], more);
}

view make_with_value(const tree& t, const surroundings& at) {
    auto behind = [when = at.condition(t.number), text = at.text(t.other)]() -> std::optional<std::string> {
        if (!when()) return std::nullopt;
        return text();
    };
    if (t.is == shape::show_memo)
        return Show(behind, [&t, at](memo<std::string> text) { return make(t.inside[0], at.with_text(text)); });
    return Show(
        behind, [&t, at](const std::string& text) { return make(t.inside[0], at.with_text([text] { return text; })); },
        [] { return html("<i>none</i>"); });
}

surroundings in_row(surroundings at, const row<item>& each) {
    at.texts.push_back(each[&item::text]);
    at.conditions.push_back(each[&item::flag]);
    return at;
}

view make_keyed(const tree& t, const surroundings& at) {
    const auto list = at.list(t.number);
    auto rows = [&t, at](row<item> each, row_position place) {
        auto more = in_row(at, each);
        more.key = each.peek().id + 1;
        if (t.other % 3 == 0) more.texts.push_back([place] { return std::to_string(place()); });
        return make(t.inside[0], more);
    };
    const auto none = [] { return html("<i>no rows</i>"); };
    if (t.other % 2 == 0) return html("<div>{}</div>", For(list, rows));
    if (t.other % 4 == 1) return For(list, rows, none);
    if (t.other % 4 == 3 && t.other % 5 == 0) return html("<section>{}</section>", For(list, rows, &item::id, none));
    return For(list, rows);
}

view make_keyed_anew(const tree& t, const surroundings& at) {
    return For(at.list(t.number), [&t, at](const item& each) {
        auto more = at.with_text([text = each.text] { return text; });
        more.key = each.id + 1;
        return make(t.inside[0], more);
    });
}

view make_by_place(const tree& t, const surroundings& at) {
    return Index(at.list(t.number), [&t, at](row<item> each, std::size_t place) {
        auto more = in_row(at, each);
        more.key = static_cast<int>(place) + 1;
        return make(t.inside[0], more);
    });
}

using shown_component = view (*)(const tree*, const surroundings&);
view First(const tree* t, const surroundings& at) { return html("<em>{}</em>", make(t->inside[0], at)); }
view Second(const tree* t, const surroundings& at) { return make(t->inside[1], at); }

view make_dynamic(const tree& t, const surroundings& at) {
    return Dynamic(
        [when = at.condition(t.number), also = at.condition(t.other)]() -> shown_component {
            if (when()) return &First;
            return also() ? &Second : nullptr;
        },
        &t, at);
}

view make_error_boundary(const tree& t, surroundings at) {
    at.in_boundary = true;
    return ErrorBoundary(
        [page = at.page](const error& e, reset_function reset) {
            const int number = ++page->last_reset;
            page->resets[number] = std::move(reset);
            on_cleanup([page, number] { page->resets.erase(number); });
            return html("<s>{}</s>", e.message);
        },
        later(t, 0, at));
}

view make_never(const tree& t, const surroundings& at) {
    return Suspense(later(t, 1, at), [&t, at] {
        auto value = create_async([page = at.page] { return page->text_query(8, 0); });
        return html("<u>{}</u>{}", [value] { return value() ? *value() : std::string(); }, make(t.inside[0], at));
    });
}

view make_component(const tree& t, const surroundings& at) {
    const auto from = at.text(t.number);
    auto made = create_memo([from] { return from() + "!"; });
    return make(t.inside[0], at.with_text(made));
}

view make_callable(const tree& t, const surroundings& at) {
    const auto when = at.condition(t.number);
    auto one_of_two = [when, &t, at] { return make(t.inside[when() ? 0 : 1], at); };
    auto maybe_one = [when, &t, at] { return when() ? std::optional(make(t.inside[0], at)) : std::nullopt; };
    auto some = [when, &t, at] {
        std::vector<view> all;
        all.push_back(make(t.inside[1], at));
        if (when()) all.push_back(make(t.inside[0], at));
        return all;
    };
    switch (t.other % 4) {
        case 0:
            return html("{}", maybe_one);
        case 1:
            return html("<div>{}</div>", some);
        default:
            return html("{}", one_of_two);
    }
}

}  // namespace

view make(const tree& t, const surroundings& at) {
    const auto when = at.condition(t.number);
    switch (t.is) {
        case shape::callable:
            return make_callable(t, at);
        case shape::component:
            return make_component(t, at);
        case shape::value:
            return make_value(t, at);
        case shape::items:
            return make_items(t, at);
        case shape::show:
            return Show(when, later(t, 0, at), later(t, 1, at));
        case shape::show_memo:
        case shape::show_value:
            return make_with_value(t, at);
        case shape::choice:
            return Switch({Match(when, later(t, 0, at)), Match(at.condition(t.other), later(t, 1, at))},
                          later(t, 2, at));
        case shape::keyed:
            return make_keyed(t, at);
        case shape::keyed_anew:
            return make_keyed_anew(t, at);
        case shape::by_place:
            return make_by_place(t, at);
        case shape::dynamic:
            return make_dynamic(t, at);
        case shape::suspense:
            return Suspense(later(t, 1, at), later(t, 0, at));
        case shape::suspense_list:
            return SuspenseList(static_cast<reveal_order>(t.number % 3), [&t, at] {
                std::vector<view> all;
                for (const auto& each : t.inside) all.push_back(make(each, at));
                return html("<div>{}</div>", std::move(all));
            });
        case shape::error_boundary:
            return make_error_boundary(t, at);
        case shape::never:
            return make_never(t, at);
        case shape::untouched:
            return NoHydration([number = t.number] { return html("<p class='n{}'>as it <b>was</b></p>", number); });
        case shape::client_only:
            return ClientOnly(later(t, 0, at),
                              [&t, at] { return html("<div data-fallback='1'>{}</div>", make(t.inside[1], at)); });
        case shape::portal:
            return Portal(later(t, 0, at));
        default:
            return make_template(t, at);
    }
}

view generated_page::root() const {
    surroundings at{.page = this, .texts = {}, .conditions = {}, .lists = {}};
    for (const auto& each : numbers) at.texts.push_back([each] { return std::to_string(each()); });
    for (const auto& each : texts) at.texts.push_back(each);
    for (const auto& each : flags) at.conditions.push_back(each);
    for (const auto& each : lists) at.lists.push_back(each);
    return make(described_, at);
}

}  // namespace solder::testing
