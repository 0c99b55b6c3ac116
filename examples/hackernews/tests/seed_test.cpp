#include "../server/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <solder/wire/json.hpp>
#include <solder/wire/text.hpp>

namespace hackernews {
namespace {

/// What all comments of the snapshot are like.
struct tally {
    std::int32_t count = 0;
    int deepest = 0;
    std::size_t shortest = SIZE_MAX;
    std::size_t longest = 0;

    void add(const std::vector<comment>& all, int depth, std::int32_t age, const std::set<std::string>& names) {
        for (const auto& each : all) {
            EXPECT_EQ(each.id, ++last_id);
            EXPECT_TRUE(names.contains(each.by)) << each.by;
            EXPECT_LE(each.age_minutes, age) << "a reply is older than what it answers";
            EXPECT_GE(each.age_minutes, 0);
            EXPECT_TRUE(solder::is_utf8(each.text));
            EXPECT_EQ(each.text.find_first_of("{}"), std::string::npos) << each.text;
            ++count;
            deepest = std::max(deepest, depth);
            shortest = std::min(shortest, each.text.size());
            longest = std::max(longest, each.text.size());
            add(each.replies, depth + 1, each.age_minutes, names);
        }
    }
    std::int64_t last_id = 0;
};

TEST(snapshot, is_large_and_deep_and_its_comments_are_counted) {
    const auto made = make_snapshot();
    std::set<std::string> names;
    for (const auto& each : made.users) names.insert(each.name);
    EXPECT_EQ(names.size(), made.users.size());
    EXPECT_GE(names.size(), 200u);
    EXPECT_GE(made.stories.size(), 500u);
    tally all;
    std::int64_t last_id = 0;
    std::int32_t most = 0;
    for (const auto& each : made.stories) {
        const auto before = all.count;
        EXPECT_EQ(each.what.id, ++last_id);
        EXPECT_TRUE(names.contains(each.what.by));
        all.add(each.comments, 0, each.what.age_minutes, names);
        EXPECT_EQ(all.count - before, each.what.comment_count);
        most = std::max(most, each.what.comment_count);
    }
    EXPECT_GE(all.count, 3'000);
    EXPECT_LE(all.count, 9'000);
    EXPECT_GE(most, 150);
    EXPECT_GE(all.deepest, 10);
    EXPECT_LE(all.shortest, 10u);
    EXPECT_GE(all.longest, 1'000u);
}

TEST(snapshot, is_the_same_each_time) {
    const auto text = [](const snapshot& of) {
        std::string all;
        for (const auto& each : of.stories) all += solder::to_json(each.what) + solder::to_json(each.comments);
        for (const auto& each : of.users) all += solder::to_json(each);
        return all;
    };
    EXPECT_EQ(text(make_snapshot()), text(make_snapshot()));
}

TEST(snapshot, has_stories_of_every_kind_with_titles_of_their_own) {
    const auto made = make_snapshot();
    std::set<std::string> titles;
    for (const feed kind : {feed::top, feed::ask, feed::show, feed::jobs}) {
        const auto count = std::ranges::count(made.stories, kind, &seed_story::kind);
        EXPECT_GT(count, stories_on_page) << static_cast<int>(kind) << ": less than two pages";
    }
    for (const auto& [kind, what, comments] : made.stories) {
        EXPECT_TRUE(titles.insert(what.title).second) << what.title;
        EXPECT_EQ(what.url.empty(), kind == feed::ask || kind == feed::jobs);
        EXPECT_EQ(what.url.empty(), !what.text.empty());
        EXPECT_TRUE(what.url.empty() || what.url.starts_with("https://" + what.host + "/")) << what.url;
        EXPECT_EQ((what.title + what.text).find_first_of("{}"), std::string::npos) << what.title << what.text;
    }
}

TEST(snapshot, of_the_longest_story_can_be_sent) {
    for (const auto& each : make_snapshot().stories) {
        const auto sent = solder::from_json<std::vector<comment>>(solder::to_json(each.comments));
        ASSERT_TRUE(sent) << sent.error().message;
        EXPECT_EQ(*sent, each.comments);
    }
}

}  // namespace
}  // namespace hackernews
