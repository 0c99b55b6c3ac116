#include "../server/database.hpp"
#include "../server/seed.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <thread>

namespace hackernews {
namespace {

const snapshot& made() {
    static const snapshot once = make_snapshot();
    return once;
}

/// A database in a folder of its own, filled once for all tests that only read.
class opened : public testing::Test {
protected:
    static void SetUpTestSuite() {
        std::string name = (std::filesystem::temp_directory_path() / "solder test XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        auto first = database::open(file());
        ASSERT_TRUE(first) << first.error().message;
        db = std::move(*first);
    }
    static void TearDownTestSuite() {
        db.reset();
        std::filesystem::remove_all(folder_);
    }
    static std::string file(const char* name = "hackernews.db") { return (folder_ / name).string(); }

    static inline std::unique_ptr<database> db;

private:
    static inline std::filesystem::path folder_;
};
using database_reads = opened;
using database_open = opened;

/// A story as lists have it.
story listed(story s) {
    s.text.clear();
    return s;
}

/// All pages of a list.
std::vector<story> read_all(database& db, feed which) {
    std::vector<story> all;
    for (std::int32_t page = 1;; ++page) {
        const auto found = db.list_stories(which, page);
        EXPECT_TRUE(found && *found);
        if (!found || !*found) return all;
        EXPECT_FALSE((*found)->stories.empty());
        all.insert(all.end(), (*found)->stories.begin(), (*found)->stories.end());
        if (!(*found)->has_next) return all;
        EXPECT_EQ((*found)->stories.size(), static_cast<std::size_t>(stories_on_page));
    }
}

std::vector<story> seeded(const auto& is_wanted) {
    std::vector<story> all;
    for (const auto& each : made().stories)
        if (is_wanted(each.kind)) all.push_back(listed(each.what));
    return {all.rbegin(), all.rend()};
}

TEST_F(database_reads, lists_every_story_the_newest_first) {
    EXPECT_EQ(read_all(*db, feed::newest), seeded([](feed) { return true; }));
}

TEST_F(database_reads, lists_questions_things_shown_and_jobs_the_newest_first) {
    for (const feed which : {feed::ask, feed::show, feed::jobs})
        EXPECT_EQ(read_all(*db, which), seeded([=](feed kind) { return kind == which; }));
}

TEST_F(database_reads, lists_the_best_by_points_and_leaves_out_jobs) {
    auto expected = seeded([](feed kind) { return kind != feed::jobs; });
    std::ranges::sort(expected, std::greater<>(), [](const story& s) { return std::pair(s.points, s.id); });
    EXPECT_EQ(read_all(*db, feed::best), expected);
}

TEST_F(database_reads, lists_at_the_top_what_has_many_points_for_its_age) {
    auto expected = seeded([](feed kind) { return kind != feed::jobs; });
    std::ranges::sort(expected, std::greater<>(), [](const story& s) {
        const auto hours = s.age_minutes / 60 + 2;
        return std::pair(s.points * 10000 / (hours * hours), s.id);
    });
    EXPECT_EQ(read_all(*db, feed::top), expected);
}

TEST_F(database_reads, has_no_page_before_the_first_behind_the_last_or_of_an_unknown_list) {
    const auto last = static_cast<std::int32_t>((made().stories.size() - 1) / stories_on_page + 1);
    EXPECT_TRUE(*db->list_stories(feed::newest, last));
    for (const std::int32_t page : {0, -1, INT32_MIN, last + 1, INT32_MAX})
        EXPECT_EQ(db->list_stories(feed::newest, page), std::nullopt) << page;
    EXPECT_EQ(db->list_stories(static_cast<feed>(6), 1), std::nullopt);
}

TEST_F(database_reads, finds_each_story_with_its_text_and_comments_as_they_were_made) {
    for (const auto& each : made().stories) {
        EXPECT_EQ(db->find_story(each.what.id), each.what);
        EXPECT_EQ(db->list_comments(each.what.id), each.comments);
    }
}

TEST_F(database_reads, says_that_there_is_no_such_story) {
    for (const std::int64_t id : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, std::int64_t{4711471147}}) {
        EXPECT_EQ(db->find_story(id), std::nullopt);
        EXPECT_EQ(db->list_comments(id), std::vector<comment>());
    }
}

TEST_F(database_reads, finds_each_user_by_the_exact_name) {
    for (const auto& each : made().users) EXPECT_EQ(db->find_user(each.name), each);
    for (const char* name : {"", "%", "MIRA", "'; drop table users; --"}) {
        EXPECT_EQ(db->find_user(name), std::nullopt) << name;
        EXPECT_EQ(db->list_activity(name), activity()) << name;
    }
}

void add_by(const std::string& name, const story& under, const std::vector<comment>& all, std::vector<remark>& found) {
    for (const auto& each : all) {
        if (each.by == name) found.push_back({each.id, under.id, under.title, each.text, each.age_minutes});
        add_by(name, under, each.replies, found);
    }
}

TEST_F(database_reads, lists_what_a_user_sent_last) {
    for (const std::size_t i : {0, 1, 100}) {
        const auto& name = made().users[i].name;
        activity expected;
        for (const auto& each : made().stories) {
            if (each.what.by == name) expected.stories.insert(expected.stories.begin(), listed(each.what));
            add_by(name, each.what, each.comments, expected.remarks);
        }
        std::ranges::sort(expected.remarks, {}, [](const remark& r) { return std::pair(r.age_minutes, r.id); });
        expected.stories.resize(std::min<std::size_t>(expected.stories.size(), 20));
        expected.remarks.resize(std::min<std::size_t>(expected.remarks.size(), 20));
        EXPECT_EQ(db->list_activity(name), expected) << name;
    }
}

TEST_F(database_reads, stands_many_threads_at_once) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; ++i)  // more than there are connections
        threads.emplace_back([] {
            for (const auto& each : made().stories) EXPECT_EQ(db->find_story(each.what.id), each.what);
        });
    for (auto& each : threads) each.join();
}

TEST_F(database_open, fills_again_only_what_holds_another_snapshot) {
    const auto path = file("other.db");
    ASSERT_TRUE(database::open(path));
    soci::session other(soci::sqlite3, "dbname=\"" + path + "\"");
    other << "update stories set title = 'mine' where id = 1";
    EXPECT_EQ((*(*database::open(path))->find_story(1))->title, "mine");
    other << "pragma user_version = 0";
    EXPECT_EQ((*(*database::open(path))->find_story(1)), made().stories.front().what);
}

TEST_F(database_open, fills_once_when_several_programs_start_together) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            const auto again = database::open(file("together.db"));
            ASSERT_TRUE(again) << again.error().message;
            EXPECT_EQ((*again)->list_comments(1), made().stories.front().comments);
        });
    for (auto& each : threads) each.join();
}

TEST_F(database_open, says_in_one_sentence_why_a_file_cannot_be_used) {
    std::ofstream(file("text.db")) << std::string(2000, 'x');
    for (const auto& path : {file("none/x.db"), file("text.db")}) {
        const auto failed = database::open(path);
        ASSERT_FALSE(failed);
        EXPECT_TRUE(failed.error().message.starts_with("the database " + path + " cannot be used: "))
            << failed.error().message;
        EXPECT_EQ(failed.error().message.find('\n'), std::string::npos);
        EXPECT_FALSE(failed.error().is_public);
    }
}

}  // namespace
}  // namespace hackernews
