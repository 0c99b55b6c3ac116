#ifndef HACKERNEWS_SERVER_DATABASE_HPP
#define HACKERNEWS_SERVER_DATABASE_HPP
#include "../app/model.hpp"
#include <memory>
#include <optional>
#include <solder/core/error.hpp>

namespace hackernews {

/// The snapshot in SQLite, for reading.
///
/// Thread: all members, on any thread; a call waits while the other threads use all connections.
/// Errors: `internal`, with a message for the log.
class database {
public:
    /// Opens `file` and fills it with the snapshot, unless it has this one already.
    [[nodiscard]] static solder::result<std::unique_ptr<database>> open(const std::string& file);
    ~database();

    /// Nothing: `page` is not one of those that the list has, counted from 1.
    [[nodiscard]] solder::result<std::optional<story_page>> list_stories(feed which, std::int32_t page);
    [[nodiscard]] solder::result<std::optional<story>> find_story(std::int64_t id);
    /// Each with its replies. An unknown story has none.
    [[nodiscard]] solder::result<std::vector<comment>> list_comments(std::int64_t story_id);
    [[nodiscard]] solder::result<std::optional<user>> find_user(const std::string& name);
    /// At most 20 of each.
    [[nodiscard]] solder::result<activity> list_activity(const std::string& name);

private:
    struct impl;  // server/database.cpp
    explicit database(std::unique_ptr<impl> parts);
    std::unique_ptr<impl> impl_;
};

}  // namespace hackernews
#endif
