#ifndef SOLDER_QUERY_ROUTE_DATA_HPP
#define SOLDER_QUERY_ROUTE_DATA_HPP
#include <solder/query/create_async_store.hpp>
#include <solder/query/response.hpp>
#include <solder/query/route_data_key.hpp>

namespace solder {
namespace detail {

/// Where route data comes from, without its type.
struct route_fetcher {
    callback<ref<shared_work>(const key_pattern&)> fetch;
    const void* identity;  ///< the same for fetchers that are the same; null: no other is
};

/// Stands for a function by its address, for what has no state by its type. What has state is the same as nothing else.
template <class Fetcher>
const void* identity_of(const Fetcher& fetcher) {
    if constexpr (std::is_pointer_v<Fetcher>)
        return reinterpret_cast<const void*>(fetcher);
    else
        return std::is_empty_v<Fetcher> ? &type_mark<Fetcher> : nullptr;
}

template <class Fetcher>
auto call_fetcher(Fetcher& fetcher, const key_pattern& key) {
    if constexpr (std::is_invocable_v<Fetcher&, const key_pattern&>)
        return to_shared_task(fetcher(key));
    else
        return to_shared_task(fetcher());
}
template <class Fetcher>
using fetched_value =
    typename decltype(call_fetcher(std::declval<Fetcher&>(), std::declval<const key_pattern&>()))::value_type;

template <class Fetcher>
route_fetcher to_route_fetcher(Fetcher fetcher) {
    auto identity = identity_of(fetcher);
    return {
        [fetcher = std::move(fetcher)](const key_pattern& key) mutable { return call_fetcher(fetcher, key).work(); },
        identity};
}

/// Makes a resource, listed for `refetch_route_data` until the current owner ends. What it gives is called where a
/// computation fetches: null when there is nothing to fetch.
callback<ref<shared_work>()> mount_route_data(route_data_key key, route_fetcher fetcher);

/// An accessor that also says what the specification of route data says in its words.
template <class Accessor>
class route_accessor : public Accessor {
public:
    route_accessor(Accessor of) : Accessor(std::move(of)) {}
    /// Tracked: as `pending`.
    [[nodiscard]] bool loading() const { return this->pending(); }
};

}  // namespace detail

/// Data of a route: as `async_value`, with `loading()`.
template <class T>
using route_data = detail::route_accessor<async_value<T>>;
/// The same, kept field by field: as `async_store`.
template <class T>
using route_data_store = detail::route_accessor<async_store<T>>;

template <class T>
struct route_data_options {
    /// None: only `refetch_route_data()` reaches it.
    route_data_key key = {};
    /// As for `async_options`.
    std::optional<T> initial_value = std::nullopt;
};

template <class T>
struct route_data_store_options {
    route_data_key key = {};
    std::optional<T> initial_value = std::nullopt;
    /// How an answer is taken over into what is there.
    reconcile_options<T> reconcile = {};
};

/// Data of a route: fetched now, when the key changes, and by `refetch_route_data`. For new code `query` with
/// `create_async` is the better choice.
///
/// Resources whose fetchers are the same (one function, one server function, one lambda without captures) and whose
/// keys are equal share a fetch that is under way. A fetcher that answers with a redirect makes the page go there; with
/// any other answer, or with that one while the page goes, there is no value.
///
/// @param fetcher  called with the key as `key_pattern`, or with nothing; gives `task<T>`, what a query call gives, or
/// a
///                 plain `T`. What it reads is not tracked. On a server it may ask for the request (`use_request`)
template <class Fetcher>
[[nodiscard]] auto create_route_data(Fetcher fetcher, route_data_options<detail::fetched_value<Fetcher>> options = {},
                                     call_site made = SOLDER_HERE) {
    using value = detail::fetched_value<Fetcher>;
    auto fetch = detail::mount_route_data(std::move(options.key), detail::to_route_fetcher(std::move(fetcher)));
    return route_data<value>(create_async([fetch = std::move(fetch)] { return shared_task<value>(fetch()); },
                                          {std::move(options.initial_value)}, made));
}

/// The same with a store: each answer is reconciled into what is there, so that what did not change keeps its identity.
template <class Fetcher>
[[nodiscard]] auto create_route_data_store(Fetcher fetcher,
                                           route_data_store_options<detail::fetched_value<Fetcher>> options = {},
                                           call_site made = SOLDER_HERE) {
    using value = detail::fetched_value<Fetcher>;
    auto fetch = detail::mount_route_data(std::move(options.key), detail::to_route_fetcher(std::move(fetcher)));
    return route_data_store<value>(
        create_async_store([fetch = std::move(fetch)] { return shared_task<value>(fetch()); },
                           {std::move(options.initial_value), options.reconcile}, made));
}

/// Fetches every mounted resource again, in a transition that begins in the next turn of the task queue: old values
/// stay until the new ones are there, and however often it is called in one turn, each is fetched once. Inside a
/// transition it begins at once.
/// @return done when the transition and the fetches have settled, never a failure of those; may be dropped. Fails on a
///         server, where nothing is fetched twice
task<void> refetch_route_data();
/// The same for resources whose key `key` matches by segment: `{"students"}` also reaches
/// `{"students", {{"house", "gryffindor"}}}`. One without a key is not reached; an empty key reaches nothing.
task<void> refetch_route_data(key_pattern key);

}  // namespace solder
#endif
