#ifndef SOLDER_CORE_SHARED_ANY_HPP
#define SOLDER_CORE_SHARED_ANY_HPP
#include <concepts>
#include <memory>
#include <solder/core/make_value.hpp>
#include <type_traits>

namespace solder {

/// A value of any type, or none. Copies share it.
class shared_any {
public:
    shared_any() = default;
    template <class Value>
        requires(!std::same_as<std::remove_cvref_t<Value>, shared_any>)
    shared_any(Value&& value)
        : value_(detail::make_value<const std::decay_t<Value>>(std::forward<Value>(value))),
          type_(&mark_of<std::decay_t<Value>>) {}

    /// Null when there is none, or one of another type.
    template <class Value>
    [[nodiscard]] const Value* get() const {
        return type_ == &mark_of<Value> ? static_cast<const Value*>(value_.get()) : nullptr;
    }

private:
    // One object for each type: its address tells the type. Not constant, so that no linker makes them one.
    template <class Value>
    static inline char mark_of = 0;

    std::shared_ptr<const void> value_;
    const char* type_ = nullptr;
};

}  // namespace solder
#endif
