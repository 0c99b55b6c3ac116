#ifndef SOLDER_QUERY_ROUTE_DATA_HPP
#define SOLDER_QUERY_ROUTE_DATA_HPP
#include <solder/query/create_async.hpp>
#include <solder/wire/key.hpp>
#include <vector>

namespace solder {
namespace detail {

/// A mounted resource, as `refetch_route_data` sees it.
struct mounted_resource : ref_counted {
    std::optional<key_pattern> key;  ///< none: only `refetch_route_data()` reaches it
    signal<std::uint64_t> version{0};
    ref<shared_work> fetch;  ///< the newest
};

/// Lists `resource` until the current owner ends.
void mount_resource(ref<mounted_resource> resource);
task<void> refetch_resources(const key_pattern* key);

}  // namespace detail

struct route_data_options {
    /// What `refetch_route_data(key)` matches by segment; empty: only `refetch_route_data()` refetches it.
    key_pattern key = {};
};

/// Data of a route: fetched now, and again by `refetch_route_data`.
/// @param fetcher  called with the key, or with nothing; gives `task<T>` or a plain `T`
template <class Fetcher>
[[nodiscard]] auto create_route_data(Fetcher fetcher, route_data_options options = {}) {
    auto fetch = [fetcher = std::move(fetcher), key = options.key]() mutable {
        if constexpr (std::is_invocable_v<Fetcher&, const key_pattern&>)
            return detail::to_shared_task(fetcher(key));
        else
            return detail::to_shared_task(fetcher());
    };
    auto resource = make_ref<detail::mounted_resource>();
    if (!options.key.empty()) resource->key = options.key;
    detail::mount_resource(resource);
    return create_async([fetch = std::move(fetch), resource]() mutable {
        resource->version();
        auto started = untrack(fetch);
        resource->fetch = started.work();
        return started;
    });
}

/// Refetches every mounted resource. Old values stay until the new ones land.
/// @return done when the fetches have settled; may be dropped
inline task<void> refetch_route_data() { return detail::refetch_resources(nullptr); }
/// Refetches the mounted resources whose key `key` matches by segment: `{"students"}` also reaches
/// `{"students", {{"house", "gryffindor"}}}`. One without a key is not reached; an empty key reaches nothing.
inline task<void> refetch_route_data(key_pattern key) { return detail::refetch_resources(&key); }

}  // namespace solder
#endif
