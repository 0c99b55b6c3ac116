#include <algorithm>
#include <app/routes.hpp>

std::optional<hackernews::feed> solder::route_value<hackernews::feed>::read(std::string_view raw) {
    const auto found = std::ranges::find(hackernews::feeds, raw, &hackernews::feed_info::path);
    return found == hackernews::feeds.end() ? std::nullopt : std::optional(found->which);
}

namespace hackernews {

std::string address_of(feed which, std::int32_t page) {
    if (page > 1) return feed_route.href(which, page);
    return feed_route.href(which == feed::top ? std::nullopt : std::optional(which), std::nullopt);
}

}  // namespace hackernews
