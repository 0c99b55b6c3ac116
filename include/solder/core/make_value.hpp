#ifndef SOLDER_CORE_MAKE_VALUE_HPP
#define SOLDER_CORE_MAKE_VALUE_HPP
#include <memory>
#include <solder/core/platform.hpp>
#include <type_traits>
#include <utility>

namespace solder::detail {

/// A handle of `value`, which `end` frees.
std::shared_ptr<void> own_value(void* value, void (*end)(void* value));

/// As `std::make_shared`; `T` does not share itself from within. In a page the counts are an allocation of their own:
/// one kind for all types, where `std::make_shared` has a table and four functions for each.
template <class T, class... Args>
std::shared_ptr<T> make_value(Args&&... args) {
    if constexpr (in_browser) {
        using value = std::remove_const_t<T>;
        return std::static_pointer_cast<T>(
            own_value(new value(std::forward<Args>(args)...), [](void* gone) { delete static_cast<value*>(gone); }));
    } else {
        return std::make_shared<T>(std::forward<Args>(args)...);
    }
}

}  // namespace solder::detail
#endif
