#ifndef HACKERNEWS_APP_API_HPP
#define HACKERNEWS_APP_API_HPP
#include <app/model.hpp>
#include <optional>
#include <solder/query.hpp>

/// What the page may ask of the server. Bodies are in server/functions.cpp.
namespace hackernews {

using solder::server_function;

// Pages count from 1. Nothing: there is no such page, story or user.
inline constexpr server_function<"stories.list", std::optional<story_page>(feed, std::int32_t)> list_stories;
inline constexpr server_function<"stories.find", std::optional<story>(std::int64_t)> find_story;
inline constexpr server_function<"comments.list", std::vector<comment>(std::int64_t)> list_comments;
inline constexpr server_function<"users.find", std::optional<user>(std::string)> find_user;
inline constexpr server_function<"users.activity", activity(std::string)> list_activity;

inline const auto get_stories = solder::query("stories", list_stories);
inline const auto get_story = solder::query("story", find_story);
inline const auto get_comments = solder::query("comments", list_comments);
inline const auto get_user = solder::query("user", find_user);
inline const auto get_activity = solder::query("activity", list_activity);

}  // namespace hackernews
#endif
