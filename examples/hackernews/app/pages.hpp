#ifndef HACKERNEWS_APP_PAGES_HPP
#define HACKERNEWS_APP_PAGES_HPP
#include <app/routes.hpp>
#include <solder/solder.hpp>

namespace hackernews {

/// The whole application.
solder::view App();

/// Stays when another list, or another page of it, is opened.
solder::view FeedPage(solder::memo<std::optional<feed>> which, solder::memo<std::optional<std::int32_t>> page);
solder::view StoryPage(std::int64_t id);
solder::view UserPage(const std::string& name);
solder::view NotFound();

}  // namespace hackernews
#endif
