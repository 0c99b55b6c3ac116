#include <optional>
#include <solder/core/make_value.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/reactive/transition.hpp>
#include <vector>

namespace solder::detail {
namespace {

struct switch_parts {
    std::vector<switch_case> cases;
    view_maker otherwise;

    chosen_case choose() const {
        for (std::size_t i = 0; i < cases.size(); ++i)
            if (auto value = cases[i].when()) return {static_cast<int>(i), std::move(value)};
        return {-1, nullptr};
    }
    bool any_follows() const {
        for (const auto& each : cases)
            if (each.follows) return true;
        return false;
    }
    view make_otherwise() const { return otherwise ? make_content(otherwise) : view(); }
};

struct same_choice {
    std::shared_ptr<const switch_parts> parts;

    bool operator()(const chosen_case& a, const chosen_case& b) const {
        if (a.at != b.at) return false;
        if (a.value == b.value) return true;
        return parts->cases[static_cast<std::size_t>(a.at)].same(a.value.get(), b.value.get());
    }
};

constexpr char truth = 0;

}  // namespace

held_value held_truth(bool holds) { return {held_value(), holds ? &truth : nullptr}; }

held_value case_value::keep() const {
    auto now = (*this)();
    on_cleanup([now] {});
    return now;
}

view make_switch_view(std::span<switch_case> cases, view_maker otherwise) {
    auto parts = detail::make_value<switch_parts>();
    parts->cases.assign(std::make_move_iterator(cases.begin()), std::make_move_iterator(cases.end()));
    parts->otherwise = std::move(otherwise);
    return make_dynamic_view([parts]() -> view_maker {
        auto chosen = create_memo([parts] { return parts->choose(); }, same_choice{parts});
        // Content that follows its value must not be made anew for it.
        std::optional<memo<int>> at;
        if (parts->any_follows()) at = create_memo([chosen] { return chosen().at; });
        return [parts, chosen, at]() -> view {
            if (at ? keeps_what_is_shown(*at) : keeps_what_is_shown(chosen, same_choice{parts})) return view();
            const int now = at ? (*at)() : chosen().at;
            if (now < 0) return parts->make_otherwise();
            return parts->cases[static_cast<std::size_t>(now)].content(case_value{chosen, now});
        };
    });
}

}  // namespace solder::detail
