#ifndef SOLDER_ROUTER_ROUTE_INFO_HPP
#define SOLDER_ROUTER_ROUTE_INFO_HPP
#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace solder {

/// A value of the application's own that a route carries, for instance the words for a breadcrumb. Copies share it.
class route_info {
public:
    route_info() = default;
    template <class Value>
        requires(!std::same_as<std::remove_cvref_t<Value>, route_info>)
    route_info(Value&& value)
        : value_(std::make_shared<const std::decay_t<Value>>(std::forward<Value>(value))),
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
