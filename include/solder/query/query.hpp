#ifndef SOLDER_QUERY_QUERY_HPP
#define SOLDER_QUERY_QUERY_HPP
#include <functional>
#include <solder/query/query_cache.hpp>
#include <solder/query/server_function.hpp>
#include <string>

namespace solder {
namespace detail {

template <class T>
struct unwrapped_task {
    using type = T;
};
template <class T>
struct unwrapped_task<task<T>> {
    using type = T;
};

template <class Fn>
struct signature_of : signature_of<decltype(std::function{std::declval<Fn>()})> {};
template <class R, class... Args>
struct signature_of<std::function<R(Args...)>> {
    using type = typename unwrapped_task<R>::type(std::decay_t<Args>...);
};

template <class Fn>
inline constexpr bool is_write = false;
template <fixed_string Name, class Signature>
inline constexpr bool is_write<server_function<Name, Signature, writes>> = true;

}  // namespace detail

template <class Signature>
class query_handle;

/// A named read of data. Calling it gives the value under the key of its name and arguments: from the cache when it is
/// right, else by one fetch that all callers share. A call inside a computation subscribes it: it runs again when the
/// key is revalidated. Copyable; make it once, at namespace scope.
template <class R, class... Args>
class query_handle<R(Args...)> {
public:
    using fetcher = callback<task<detail::erased_value>(Args...)>;

    query_handle(std::string name, fetcher fn)
        : name_(std::move(name)), fn_(std::make_shared<fetcher>(std::move(fn))) {}

    shared_task<R> operator()(Args... args) const {
        std::string text;
        append_key_text(text, name_, args...);
        return shared_task<R>(query_cache::current().read({std::move(text), detail::operations_of<R>,
                                                           [&] { return make_exact_key(name_, args...); },
                                                           [&] { return (*fn_)(args...); }}));
    }

    /// Matches every call of this query.
    [[nodiscard]] query_key key() const { return query_key(key_pattern{name_}); }
    /// Matches the call with these arguments only.
    [[nodiscard]] query_key key_for(const Args&... args) const { return query_key(make_exact_key(name_, args...)); }

private:
    std::string name_;
    std::shared_ptr<fetcher> fn_;
};

namespace detail {
template <class Fn, class R, class... Args>
auto make_query(std::string name, Fn fn, std::type_identity<R(Args...)>) {
    static_assert(!std::is_void_v<R>, "a query reads a value: its function must return one");
    return query_handle<R(Args...)>(std::move(name), erased_function<R, Args...>(std::move(fn)));
}
}  // namespace detail

/// Names a read. `fn` is a server function that reads, a coroutine that gives `task<T>`, or a function that gives a
/// plain `T`; its arguments are taken by value. Defining runs nothing.
template <class Fn>
[[nodiscard]] auto query(std::string name, Fn fn) {
    static_assert(!detail::is_write<Fn>, "a query repeats its call at will: use a server function that reads");
    return detail::make_query(std::move(name), std::move(fn),
                              std::type_identity<typename detail::signature_of<Fn>::type>());
}

/// Invalidates every query of the page and reads those in use again.
inline task<void> revalidate() { return query_cache::current().revalidate(nullptr, true); }
/// Invalidates what `key` matches: `q.key()` all calls of `q`, `q.key_for(args)` one, a pattern what it matches.
/// @param force  false: computations run again but reuse what is valid
/// @return done when what this fetches has settled; may be dropped
inline task<void> revalidate(query_key key, bool force = true) {
    std::vector<query_key> keys{std::move(key)};
    return query_cache::current().revalidate(&keys, force);
}
/// The same for any of several keys: `revalidate({a.key(), b.key_for(1)})`. An empty list does nothing.
inline task<void> revalidate(const std::vector<query_key>& keys, bool force = true) {
    return query_cache::current().revalidate(&keys, force);
}

}  // namespace solder
#endif
