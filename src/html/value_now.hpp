#ifndef SOLDER_SRC_HTML_VALUE_NOW_HPP
#define SOLDER_SRC_HTML_VALUE_NOW_HPP
#include <solder/html/view.hpp>

namespace solder::detail {

/// What `value` is now: computed values are asked, and stay for the next time.
/// @param computed  holds what was computed
inline const hole_value& value_now(hole_value& value, hole_value& computed) {
    auto* at = &value;
    while (auto* fn = at->as<hole_computation>()) {
        auto next = (*fn)();
        computed = std::move(next);
        at = &computed;
    }
    return *at;
}

}  // namespace solder::detail
#endif
