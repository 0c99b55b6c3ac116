#include <optional>
#include <solder/html/dynamic.hpp>
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
    bool same(const chosen_case& a, const chosen_case& b) const {
        if (a.at != b.at) return false;
        return a.value == b.value || cases[static_cast<std::size_t>(a.at)].same(a.value.get(), b.value.get());
    }
    bool any_follows() const {
        for (const auto& each : cases)
            if (each.follows) return true;
        return false;
    }
    view make_otherwise() const { return otherwise ? untrack(otherwise) : view(); }
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
    auto parts = std::make_shared<switch_parts>();
    parts->cases.assign(std::make_move_iterator(cases.begin()), std::make_move_iterator(cases.end()));
    parts->otherwise = std::move(otherwise);
    return make_dynamic_view([parts]() -> view_maker {
        auto chosen = create_memo([parts] { return parts->choose(); },
                                  [parts](const chosen_case& a, const chosen_case& b) { return parts->same(a, b); });
        // Content that follows its value must not be made anew for it.
        std::optional<memo<int>> at;
        if (parts->any_follows()) at = create_memo([chosen] { return chosen().at; });
        return [parts, chosen, at]() -> view {
            const int now = at ? (*at)() : chosen().at;
            if (now < 0) return parts->make_otherwise();
            return parts->cases[static_cast<std::size_t>(now)].content(case_value{chosen, now});
        };
    });
}

}  // namespace solder::detail
