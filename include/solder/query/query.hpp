#ifndef SOLDER_QUERY_QUERY_HPP
#define SOLDER_QUERY_QUERY_HPP
#include <functional>
#include <solder/core/assert.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/only_refers.hpp>
#include <solder/query/query_layer.hpp>
#include <solder/query/response.hpp>
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

template <class R>
struct unwrapped_result {
    using type = R;
};
template <class T>
struct unwrapped_result<result<T>> {
    using type = T;
};

template <class Fn>
inline constexpr bool is_write = false;
template <fixed_string Name, class Signature>
inline constexpr bool is_write<server_function<Name, Signature, writes>> = true;

}  // namespace detail

struct query_set_options {
    bool notify = false;  ///< run what reads the entry again; without, it sees the value when it runs next
};

/// One entry, to look at and to write by hand.
template <class T>
class query_entry_handle {
public:
    explicit query_entry_handle(query_key key) : key_(std::move(key)) {}
    [[nodiscard]] const query_key& key() const { return key_; }

    /// The value that settled last, also while it is fetched again and after that failed; null while there is none.
    /// Neither fetches nor subscribes, and knows no layers.
    /// Errors: `not_found` when there is no such entry, `invalid` when its values are of another type.
    [[nodiscard]] result<std::shared_ptr<const T>> get() const {
        auto found = query_cache::current().value_of(key_, detail::operations_of<T>);
        if (!found) return fail(std::move(found.error()));
        return std::static_pointer_cast<const T>(std::move(*found));
    }
    /// The same; null also where there is no such entry.
    [[nodiscard]] std::shared_ptr<const T> find() const {
        auto found = get();
        return found ? std::move(*found) : nullptr;
    }
    /// Makes or overwrites the entry: fetched now, not used yet.
    void set(T value, query_set_options options = {}) const {
        query_cache::current().set_value(key_, detail::operations_of<T>, detail::make_value<const T>(std::move(value)),
                                         options.notify);
    }
    /// Forgets what it has; the next call fetches. Who reads it stays told of later answers.
    /// @return whether there was anything
    bool remove() const { return query_cache::current().remove(key_); }

    /// In the `optimistic` function of an action: shows the value with `change(T&)` made to a copy of it. The layer
    /// belongs to that run: it goes at once when the run fails, else when what was fetched after the run has landed.
    template <class Change>
    void lay(Change change) const {
        auto* of_run = detail::layer_scope::current();
        SOLDER_ASSERT(of_run, "lay outside of the `optimistic` function of an action: use `layer`, and keep it");
        if (!of_run) return;
        if (auto laid = lay_over(std::move(change))) of_run->push_back(std::move(laid));
    }
    /// The same by hand: until the layer is told how it ended, or goes.
    template <class Change>
    [[nodiscard]] optimistic_layer layer(Change change) const {
        return optimistic_layer(lay_over(std::move(change)));
    }

private:
    template <class Change>
    ref<detail::query_layer> lay_over(Change change) const {
        static_assert(!std::is_invocable_v<Change&, T>,
                      "a change takes the value by reference, (T& value): one that gets a copy changes nothing");
        return query_cache::current().lay(key_, detail::operations_of<T>,
                                          [change = std::move(change)](const detail::erased_value& below) {
                                              auto changed = detail::make_value<T>(*static_cast<const T*>(below.get()));
                                              change(*changed);
                                              return detail::erased_value(std::move(changed));
                                          });
    }

    query_key key_;
};

template <class Signature>
class query_handle;

/// A named read of data. Calling it gives the value under the key of its name and arguments: from the cache when it is
/// right, else by one fetch that all callers share. A call inside a computation subscribes it: it runs again when the
/// key is revalidated. Copyable; make it once, at namespace scope.
template <class R, class... Args>
class query_handle<R(Args...)> {
    static_assert(!(detail::only_refers<Args> || ...),
                  "an argument of a query is kept: take std::string or std::vector, not what only refers to one");
    using shared_definition = std::shared_ptr<const detail::query_definition>;
    using arguments = std::tuple<const Args&...>;
    using fetcher = callback<task<detail::erased_value>(Args...)>;
    struct definition final : detail::query_definition {
        fetcher fetch;
        definition(std::string name, query_options options, fetcher f)
            : query_definition{std::move(name), options, &detail::operations_of<R>}, fetch(std::move(f)) {}
    };

public:
    using value_type = R;

    /// @param fn  stands for the function
    query_handle(std::string name, query_options options, fetcher fetch, [[maybe_unused]] const void* fn,
                 [[maybe_unused]] call_site made)
        : definition_(detail::make_value<const definition>(std::move(name), options, std::move(fetch))) {
#ifndef NDEBUG
        detail::note_query(definition_, fn, made);
#endif
    }

    shared_task<R> operator()(Args... args) const {
        detail::key_buffer text;
        append_key_text(text.get(), definition_->name, args...);
        const arguments all(args...);
        return shared_task<R>(query_cache::read_here({text.get(), definition_, &all, &make_fetch}));
    }

    /// The entry of the call with these arguments.
    [[nodiscard]] query_entry_handle<R> entry(const Args&... args) const {
        return query_entry_handle<R>(make_exact_key(definition_->name, args...));
    }
    /// Matches every call of this query.
    [[nodiscard]] query_key key() const { return query_key(key_pattern{definition_->name}); }
    /// Matches the call with these arguments only.
    [[nodiscard]] query_key key_for(const Args&... args) const {
        return query_key(make_exact_key(definition_->name, args...));
    }

private:
    static callback<task<detail::erased_value>()> make_fetch(const shared_definition& of, const void* args) {
        return [of, all = std::tuple<Args...>(*static_cast<const arguments*>(args))] {
            return std::apply(static_cast<const definition&>(*of).fetch, all);
        };
    }

    shared_definition definition_;
};

namespace detail {
template <class Fn, class R, class... Args>
auto make_query(std::string name, query_options options, Fn fn, call_site made, std::type_identity<R(Args...)>) {
    using value = typename unwrapped_result<R>::type;
    static_assert(!std::is_void_v<value>, "a query reads a value: its function must return one");
    return query_handle<value(Args...)>(std::move(name), options, erased_function<value, Args...>(std::move(fn)),
                                        &type_mark<Fn>, made);
}
}  // namespace detail

/// Names a read; a name holds no `[`, which begins the arguments in the text of keys. `fn` is a server function that
/// reads, a coroutine that gives `task<T>`, or a function that gives a plain `T` or a `result<T>`; its arguments are
/// taken by value. Queries of one name share their entries: a debug build tells of two in use that are over different
/// functions. Defining runs nothing. Work that nobody waits for any more is cancelled; a coroutine is told by `co_await
/// current_stop_token()`.
template <class Fn>
[[nodiscard]] auto query(std::string name, Fn fn, query_options options = {}, call_site made = SOLDER_HERE) {
    static_assert(!detail::is_write<Fn>, "a query repeats its call at will: use a server function that reads");
    return detail::make_query(std::move(name), options, std::move(fn), made,
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
/// A second name is no `force`.
template <class Key>
    requires std::convertible_to<const Key&, query_key>
task<void> revalidate(query_key, const Key&) {
    static_assert(detail::never<Key>, "several keys are a list: revalidate({a, b})");
    return {};
}
/// The same for any of several keys: `revalidate({a.key(), b.key_for(1)})`. An empty list does nothing.
inline task<void> revalidate(const std::vector<query_key>& keys, bool force = true) {
    return query_cache::current().revalidate(&keys, force);
}

// ---- entries by key, whatever their type; a key that stands for one entry: `q.key_for(args)`, or `q.key()` for the
// call without arguments

/// Forgets what an entry has; its next call fetches. Subscribers stay, and are told of later answers.
/// @return whether there was one
inline bool query_delete(const query_key& key) { return query_cache::current().remove(key); }
/// Forgets what all entries have.
inline void query_clear() { query_cache::current().clear(); }

}  // namespace solder
#endif
