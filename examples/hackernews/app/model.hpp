#ifndef HACKERNEWS_APP_MODEL_HPP
#define HACKERNEWS_APP_MODEL_HPP
#include <cstdint>
#include <string>
#include <vector>

/// The news application: what server and page both know. Ages are those of the moment the snapshot was taken.
namespace hackernews {

/// The lists of stories, in the order of the navigation.
enum class feed : std::uint8_t { top, newest, best, ask, show, jobs };

struct story {
    std::int64_t id;
    std::string title;
    std::string url;   ///< empty: the story is its text
    std::string host;  ///< of the URL
    std::string by;
    std::string text;  ///< paragraphs, an empty line between them; lists of stories leave it empty
    std::int32_t points;
    std::int32_t age_minutes;
    std::int32_t comment_count;  ///< replies included

    friend bool operator==(const story&, const story&) = default;
};

struct comment {
    std::int64_t id;
    std::string by;
    std::string text;  ///< as that of a story
    std::int32_t age_minutes;
    std::vector<comment> replies;

    friend bool operator==(const comment&, const comment&) = default;
};

/// One page of a list.
struct story_page {
    std::vector<story> stories;
    bool has_next;

    friend bool operator==(const story_page&, const story_page&) = default;
};
inline constexpr std::int32_t stories_on_page = 30;

struct user {
    std::string name;
    std::string about;  ///< as the text of a story; may be empty
    std::int32_t karma;
    std::int32_t age_days;

    friend bool operator==(const user&, const user&) = default;
};

/// A comment by itself, as the page of its author shows it.
struct remark {
    std::int64_t id;
    std::int64_t story_id;
    std::string story_title;
    std::string text;
    std::int32_t age_minutes;

    friend bool operator==(const remark&, const remark&) = default;
};

/// What somebody sent, the newest first.
struct activity {
    std::vector<story> stories;
    std::vector<remark> remarks;

    friend bool operator==(const activity&, const activity&) = default;
};

}  // namespace hackernews
#endif
