#ifndef HACKERNEWS_SERVER_SEED_HPP
#define HACKERNEWS_SERVER_SEED_HPP
#include "../app/model.hpp"
#include <vector>

namespace hackernews {

struct seed_story {
    feed kind;  ///< `ask`, `show`, `jobs`; `top`: a link as any other
    story what;
    std::vector<comment> comments;
};

/// What is shown: users, and stories with their comments, the oldest story first. Put together by chance from
/// seed_texts.cpp, and the same each time. Ids count from 1; those of comments grow with the place on the page.
struct snapshot {
    std::vector<user> users;
    std::vector<seed_story> stories;
};
[[nodiscard]] snapshot make_snapshot();

/// Grows when the snapshot changes: a database with an older one is filled anew.
inline constexpr int snapshot_version = 1;

}  // namespace hackernews
#endif
