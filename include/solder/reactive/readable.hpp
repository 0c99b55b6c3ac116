#ifndef SOLDER_REACTIVE_READABLE_HPP
#define SOLDER_REACTIVE_READABLE_HPP
#include <solder/reactive/map_list_key.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {

/// A value that changes by itself: read as a signal is, and not for writing. A handle: copies share the value.
template <class T>
class readable {
public:
    using value_type = T;

    explicit readable(signal<T> value) : value_(std::move(value)) {}
    /// Reads, and makes the running computation depend on it. The reference is good until the next change.
    const T& operator()(call_site here = SOLDER_HERE) const { return value_(here); }
    /// Reads without depending on it.
    const T& peek() const { return value_.peek(); }

    /// One member of a struct, as a memo: what reads it runs again only when that member has changed. Belongs to the
    /// owner of the running code; make it once, where the code of a component or row runs.
    template <class Member, class Class>
        requires std::is_object_v<Member> && std::is_base_of_v<Class, T>
    [[nodiscard]] memo<Member> operator[](Member Class::* member) const {
        auto read = [value = value_, member] { return value().*member; };
        if constexpr (detail::has_equality<Member>())
            return create_memo(std::move(read));
        else
            return create_memo(std::move(read), &detail::same_element<Member>);
    }

    /// Whether both handles are of the same value.
    friend bool operator==(const readable&, const readable&) = default;

private:
    signal<T> value_;
};

namespace detail {

/// What can be called without arguments and gives something.
template <class Fn>
concept accessor = std::invocable<Fn&> && !std::is_void_v<std::invoke_result_t<Fn&>>;
template <accessor Fn>
using accessed = std::decay_t<std::invoke_result_t<Fn&>>;

/// A signal, a memo and the like: tells of changes only, and is cheap to read again.
template <class Fn>
concept value_handle = accessor<Fn> && requires(const Fn& handle) {
    typename Fn::value_type;
    handle.peek();
};

/// The accessor as something that tells of changes only: a memo over what is no handle by itself.
template <accessor Fn>
auto as_handle(Fn read, call_site made) {
    if constexpr (value_handle<Fn>)
        return read;
    else
        return create_memo(std::move(read), default_equality{}, made);
}

}  // namespace detail
}  // namespace solder
#endif
