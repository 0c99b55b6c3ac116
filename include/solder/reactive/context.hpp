#ifndef SOLDER_REACTIVE_CONTEXT_HPP
#define SOLDER_REACTIVE_CONTEXT_HPP
#include <solder/core/assert.hpp>
#include <solder/core/make_value.hpp>
#include <solder/reactive/owner.hpp>

namespace solder {

/// A value that a part of the page gives to everything inside it. Make one with `create_context`, usually as an
/// `inline const` of a namespace; copies are the same context.
template <class T>
class context {
public:
    explicit context(T fallback) : fallback_(detail::make_value<T>(std::move(fallback))) {}
    const void* id() const { return fallback_.get(); }
    T& fallback() const { return *fallback_; }

private:
    std::shared_ptr<T> fallback_;
};

template <class T>
[[nodiscard]] context<T> create_context(T fallback = T{}) {
    return context<T>(std::move(fallback));
}

namespace detail {

template <class T>
struct given_value_of final : given_value {
    T kept;
    given_value_of(const void* of, T value) : given_value(of, &kept), kept(std::move(value)) {}
    SOLDER_PAGE_INLINE ~given_value_of() override = default;
};

}  // namespace detail

/// Gives `value` to everything made in `scope` from now on.
template <class T>
void provide_context(owner& scope, const context<T>& of, std::type_identity_t<T> value) {
    scope.set_context(std::make_unique<detail::given_value_of<T>>(of.id(), std::move(value)));
}
/// The same in the current owner. There must be one.
template <class T>
void provide_context(const context<T>& of, std::type_identity_t<T> value) {
    SOLDER_ASSERT(get_owner(), "provide_context outside of any owner: nobody could find the value");
    provide_context(*get_owner(), of, std::move(value));
}

/// The value of the nearest provider around, or the fallback. Right after `co_await` too. The reference is good until
/// that owner ends or provides another value.
template <class T>
[[nodiscard]] const T& use_context(const context<T>& of) {
    if (auto* scope = get_owner())
        if (auto* found = scope->find_context(of.id())) return *static_cast<T*>(found);
    return of.fallback();
}

}  // namespace solder
#endif
