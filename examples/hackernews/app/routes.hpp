#ifndef HACKERNEWS_APP_ROUTES_HPP
#define HACKERNEWS_APP_ROUTES_HPP
#include <app/model.hpp>
#include <array>
#include <solder/router.hpp>

namespace hackernews {

struct feed_info {
    feed which;
    std::string_view path;  ///< in the address
    std::string_view name;  ///< in the navigation
    std::string_view title;
    std::string_view about;  ///< for search engines
};
inline constexpr auto feeds = std::to_array<feed_info>({
    {feed::top, "top", "Top", "Top stories", "What people read and discuss right now."},
    {feed::newest, "new", "New", "New stories", "The latest stories, as they come in."},
    {feed::best, "best", "Best", "Best stories", "The stories with the most points."},
    {feed::ask, "ask", "Ask", "Questions", "Questions to everybody, with the answers people gave."},
    {feed::show, "show", "Show", "Shown by their makers", "Things that readers made themselves."},
    {feed::jobs, "jobs", "Jobs", "Jobs", "Who is hiring."},
});
inline const feed_info& info_of(feed which) { return feeds[static_cast<std::size_t>(which)]; }

}  // namespace hackernews

template <>
struct solder::route_value<hackernews::feed> {
    static std::optional<hackernews::feed> read(std::string_view raw);
    static std::string write(hackernews::feed which) { return std::string(hackernews::info_of(which).path); }
};

namespace hackernews {

/// Page 1 has no number in its address, and the top stories are at "/".
inline constexpr solder::route<"/:feed?/:page?", std::optional<feed>, std::optional<std::int32_t>> feed_route;
inline constexpr solder::route<"/item/:id", std::int64_t> story_route;
inline constexpr solder::route<"/user/:name", std::string> user_route;

std::string address_of(feed which, std::int32_t page = 1);

}  // namespace hackernews
#endif
