#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace hackernews {
namespace {

using namespace solder;

/// Which list is shown; nothing on other pages.
memo<std::optional<feed>> use_feed() {
    return create_memo([match = use_match(feed_route)]() -> std::optional<feed> {
        auto values = match() ? feed_route.read(match()->params) : std::nullopt;
        return values ? std::optional(std::get<0>(*values).value_or(feed::top)) : std::nullopt;
    });
}

view FeedLink(const feed_info& to, memo<std::optional<feed>> shown) {
    return html(
        "<a href={} aria-current={}>{}</a>", address_of(to.which),
        [=, which = to.which] { return shown() == which ? std::optional("true") : std::nullopt; }, to.name);
}

view Layout(const outlet& page) {
    auto shown = use_feed();
    std::vector<view> links;
    for (const auto& each : feeds) links.push_back(FeedLink(each, shown));
    return html(
        R"(<header class="top"><div>
  <a class="brand" href="/" aria-label="Solder News"><span>S</span><b>Solder News</b></a>
  <nav aria-label="Lists">{}</nav>
</div></header>
<main>{}</main>
<footer><p>A made-up snapshot, served by solder.</p></footer>)",
        std::move(links), ErrorBoundary(Failure, page));
}

void preload_feed(std::optional<feed> which, std::optional<std::int32_t> page) {
    get_stories(which.value_or(feed::top), page.value_or(1));
}
void preload_story(std::int64_t id) {
    get_story(id);
    get_comments(id);
}
void preload_user(const std::string& name) {
    get_user(name);
    get_activity(name);
}

}  // namespace

view App() {
    static const route_table routes{
        {.path = feed_route,
         .component = typed_component(feed_route, FeedPage),
         .preload = typed_preload(feed_route, preload_feed)},
        {.path = story_route,
         .component = typed_component(story_route, StoryPage),
         .preload = typed_preload(story_route, preload_story)},
        {.path = user_route,
         .component = typed_component(user_route, UserPage),
         .preload = typed_preload(user_route, preload_user)},
        Route("*rest", NotFound),
    };
    return Router({.root = Layout, .routes = routes});
}

view NotFound() {
    return html(R"({}{}<h1>Not found</h1><p>There is nothing at this address. {}</p>)", HttpStatus(404),
                Head("Not found", "There is nothing at this address."), A("/", "All stories"));
}

}  // namespace hackernews
