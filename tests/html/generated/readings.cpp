#include "readings.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/core/timer.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/query/create_async.hpp>

namespace solder::testing {
namespace {

constexpr std::array<const char*, 13> place_names = {"text",     "attribute", "show",     "list",     "choice",
                                                     "memo",     "nested",    "boundary", "forwards", "backwards",
                                                     "together", "initial",   "previous"};
constexpr std::array<const char*, 5> readiness_names = {"at once", "after a turn", "never", "fails", "fails late"};

view Failed(const error& e, const reset_function&) { return html("<s>{}</s>", e.message); }
view Waiting() { return html("<i>wait</i>"); }

using text_value = async_value<std::string>;
std::string text_of(const text_value& value) { return value() ? *value() : std::string(); }

view Choice(const text_value& value) {
    return Switch(
        {Match([=] { return text_of(value) == "other"; }, [] { return html("<u>other</u>"); }),
         Match([=] { return value(); }, [](const memo<std::string>& text) { return html("<b>{}</b>", text); })},
        [] { return html("<u>none</u>"); });
}

view Letters(const text_value& value) {
    auto letters = [=] {
        std::vector<std::string> all;
        for (char each : text_of(value)) all.emplace_back(1, each);
        return all;
    };
    return html("<ul>{}</ul>", For(letters, [](const std::string& each) { return html("<li>{}</li>", each); }));
}

}  // namespace

std::string reading::name() const {
    return std::string(place_names[static_cast<std::size_t>(place)]) + ", " +
           readiness_names[static_cast<std::size_t>(when)] + (in_suspense ? "" : ", outside of any Suspense");
}

bool reading::is_list() const {
    return place == reading_place::forwards || place == reading_place::backwards || place == reading_place::together;
}

std::vector<reading> all_readings() {
    std::vector<reading> all;
    for (std::size_t place = 0; place < place_names.size(); ++place)
        for (std::size_t when = 0; when < readiness_names.size(); ++when)
            all.push_back({static_cast<reading_place>(place), static_cast<readiness>(when)});
    const auto in_suspense = all;
    for (auto each : in_suspense) {
        each.in_suspense = false;
        if (!each.is_list()) all.push_back(each);
    }
    return all;
}

reading_page::reading_page(const reading& of)
    : of_(of), value_(query("value", [this](int number) { return answer(number); })) {}

/// 1 comes as the reading says, every other number after some turns.
task<std::string> reading_page::answer(int number) {
    ++fetched;
    if (number != 1) {
        co_await sleep_for(std::chrono::milliseconds(number));
        co_return "other";
    }
    if (of_.when == readiness::never) co_await await_callback<int>([](resolver<int>) {});
    if (of_.when == readiness::after_a_turn) co_await sleep_for(std::chrono::milliseconds(0));
    if (of_.when == readiness::fails_late) co_await sleep_for(std::chrono::milliseconds(5));
    if (of_.when == readiness::fails || of_.when == readiness::fails_late) {
        auto reason = invalid("no good");
        co_await fail(std::move(reason));
    }
    co_return "abc";
}

view reading_page::root() const {
    return html("<main>{}</main>", ErrorBoundary(Failed, [this] { return inside(); }));
}

view reading_page::inside() const {
    return of_.in_suspense ? Suspense(Waiting, [this] { return content(); }) : content();
}

view reading_page::content() const {
    async_options<std::string> options;
    if (of_.place == reading_place::initial) options.initial_value = "at first";
    if (of_.place == reading_place::previous) {
        auto value = create_async([this](const std::string* before) -> task<std::string> {
            const auto made_from = before ? *before + "+" : std::string();
            auto asked = value_(1);
            const auto got = co_await asked;
            co_return made_from + got;
        });
        return html("<b>{}</b>", [=] { return text_of(value); });
    }
    if (of_.is_list()) return in_list();
    auto value = create_async([this] { return value_(1); }, std::move(options));
    switch (of_.place) {
        case reading_place::attribute:
            return html(
                "<p title={} class={}>static</p>", [=] { return text_of(value); },
                [=]() -> std::optional<std::string> {
                    if (value()) return "there";
                    return std::nullopt;
                });
        case reading_place::show:
            return html("<p>{}</p>{}", "before",
                        Show([=] { return value(); }, [](const std::string& text) { return html("<b>{}</b>", text); },
                             [] { return html("<u>none</u>"); }));
        case reading_place::list:
            return Letters(value);
        case reading_place::choice:
            return Choice(value);
        case reading_place::memo: {
            auto longer = create_memo([=] { return text_of(value) + "!"; });
            return html("<b>{}</b>{}", longer, [=] { return longer() + "?"; });
        }
        case reading_place::nested:
            return html(
                "<b>{}</b>{}", [=] { return text_of(value); }, Suspense(Waiting, [this] {
                    auto more = create_async([this] { return value_(7); });
                    return html("<em>{}</em>", [=] { return text_of(more); });
                }));
        case reading_place::boundary:
            return html("<p>around</p>{}",
                        ErrorBoundary(Failed, [=] { return html("<b>{}</b>", [=] { return text_of(value); }); }));
        default:
            return html("<b>{}</b>", [=] { return text_of(value); });
    }
}

view reading_page::one_of_a_list(int number) const {
    return Suspense(Waiting, [this, number] {
        auto value = create_async([this, number] { return value_(number); });
        return html("<b>{}</b>", [=] { return text_of(value); });
    });
}

view reading_page::in_list() const {
    const auto order = of_.place == reading_place::forwards    ? reveal_order::forwards
                       : of_.place == reading_place::backwards ? reveal_order::backwards
                                                               : reveal_order::together;
    return SuspenseList(order, [this] { return html("{}{}{}", one_of_a_list(3), one_of_a_list(1), one_of_a_list(2)); });
}

}  // namespace solder::testing
