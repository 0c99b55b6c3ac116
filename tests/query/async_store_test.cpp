// Values that are fetched and kept field by field. Specification C14 to C17.
#include "query_fixture.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/query/create_async_store.hpp>

namespace solder {
namespace {

using lines = std::vector<std::string>;

struct track {
    int id;
    std::string title;
    int plays = 0;
    bool operator==(const track&) const = default;
};
struct album {
    int id;
    std::string title;
    std::vector<track> tracks;
    bool operator==(const album&) const = default;
};

class async_store_page : public query_fixture {
protected:
    /// Fetches that are answered by hand.
    task<album> ask(int id) {
        asked_.push_back(id);
        co_return co_await await_callback<album>(
            [this](resolver<album> answer) { answers_.push_back(std::move(answer)); });
    }
    auto album_of(signal<int> id, async_store_options<album> options = {}) {
        return create_async_store([this, id] { return ask(id()); }, std::move(options));
    }
    /// Shows the title of the album, or what is wrong with it, in `seen_`.
    void show(const async_store<album>& value) {
        catch_error([&] { create_render_effect([this, value] { seen_.push_back(title_in(value())); }); },
                    [&](raised_error e) { seen_.push_back("! " + e.reason.message); });
    }
    static std::string title_in(const std::shared_ptr<const store<album>>& value) {
        return value ? (*value)[&album::title]() : "none";
    }
    static error away() { return {"away", error_kind::unreachable, true}; }

    album blue_{1, "Blue", {{1, "River"}, {2, "Carey"}}};
    std::vector<int> asked_;
    std::vector<resolver<album>> answers_;
    lines seen_;
};

TEST_F(async_store_page, C14_shows_the_newest_answer_waits_and_keeps_its_store_as_create_async_does) {
    root_.run([&] {
        auto part = make_ref<suspense_scope>();
        provide_context(suspense_context(), part);
        auto id = create_signal(1);
        auto value = album_of(id);
        show(value);
        EXPECT_TRUE(part->is_pending_now());
        EXPECT_EQ(value.state(), data_state::pending);
        answers_[0](blue_);
        EXPECT_FALSE(part->is_pending_now());
        auto held = value();
        id.set(2);
        id.set(3);
        EXPECT_EQ(value.state(), data_state::refreshing);
        EXPECT_EQ(value.latest(), held);
        answers_[2](album{3, "Hejira", {}});
        answers_[1](album{2, "Mingus", {}});
        EXPECT_EQ(seen_, (lines{"none", "Blue", "Hejira"}));
        EXPECT_EQ(value(), held);
        EXPECT_EQ(value()->peek(), (album{3, "Hejira", {}}));
    });
}

TEST_F(async_store_page, C14_an_initial_value_shows_and_suspends_its_readers_all_the_same) {
    root_.run([&] {
        auto part = make_ref<suspense_scope>();
        provide_context(suspense_context(), part);
        auto value = album_of(create_signal(1), {.initial_value = album{1, "Rough", {{1, "River"}}}});
        EXPECT_EQ(title_in(value.latest()), "Rough");
        EXPECT_FALSE(part->is_pending_now());
        auto river = (*value())[&album::tracks][0].identity();
        EXPECT_TRUE(part->is_pending_now());
        answers_[0](blue_);
        EXPECT_EQ((*value())[&album::tracks][0].identity(), river);
        EXPECT_EQ(value()->peek(), blue_);
    });
}

TEST_F(async_store_page, C14_a_failure_goes_to_the_boundary_of_the_reader_and_a_good_value_recovers) {
    root_.run([&] {
        auto id = create_signal(1);
        auto value = album_of(id);
        show(value);
        answers_[0](blue_);
        id.set(2);
        answers_[1](std::unexpected(away()));
        EXPECT_EQ(value.state(), data_state::errored);
        EXPECT_EQ(title_in(value.latest()), "Blue");
        id.set(3);
        answers_[2](album{3, "Hejira", {}});
        EXPECT_EQ(seen_, (lines{"none", "Blue", "! away", "none", "Hejira"}));
    });
}

TEST_F(async_store_page, C14_with_nothing_to_fetch_what_is_shown_stays_and_a_plain_value_is_ready_at_once) {
    root_.run([&] {
        auto id = create_signal(0);
        auto maybe = create_async_store([=, this] { return id() ? std::optional(ask(id())) : std::nullopt; });
        EXPECT_EQ(maybe.state(), data_state::unresolved);
        id.set(1);
        answers_[0](blue_);
        id.set(0);
        EXPECT_EQ(title_in(maybe()), "Blue");
        auto plain = create_async_store([this] { return blue_; });
        EXPECT_EQ(plain()->peek(), blue_);
    });
}

TEST_F(async_store_page, C14_answers_are_copied_in_so_that_readers_of_the_query_have_their_own) {
    auto get_album = query("album", [this] { return blue_; });
    root_.run([&] {
        auto stored = create_async_store([=] { return get_album(); });
        auto plain = create_async([=] { return get_album(); });
        (*stored())[&album::title].set("mine");
        EXPECT_EQ(plain()->title, "Blue");
        EXPECT_EQ(get_album.entry().find()->title, "Blue");
    });
}

TEST_F(async_store_page, C14_works_with_queries_that_are_revalidated) {
    auto get_album = query("album", [this]() -> task<album> {
        co_await sleep_for(10ms);
        co_return blue_;
    });
    root_.run([&] {
        auto value = create_async_store([=] { return get_album(); });
        show(value);
        time_.advance(10ms);
        blue_.title = "Bluer";
        revalidate(get_album.key());
        EXPECT_TRUE(value.refreshing());
        time_.advance(10ms);
        EXPECT_EQ(seen_, (lines{"none", "Blue", "Bluer"}));
    });
}

TEST_F(async_store_page, C15_elements_pair_by_their_key_and_what_is_gone_goes) {
    root_.run([&] {
        auto id = create_signal(1);
        auto value = album_of(id);
        answers_[0](blue_);
        auto tracks = (*value())[&album::tracks];
        auto river = tracks[0].identity(), carey = tracks[1].identity();
        id.set(2);
        answers_[1](album{1, "Blue", {{2, "Carey"}, {3, "California"}, {1, "River"}}});
        EXPECT_EQ(tracks[0].identity(), carey);
        EXPECT_EQ(tracks[2].identity(), river);
        id.set(3);
        answers_[2](album{1, "Blue", {{3, "California"}}});
        EXPECT_EQ(tracks.size(), 1u);
    });
}

TEST_F(async_store_page, C15_the_options_say_what_elements_pair_by) {
    root_.run([&] {
        auto id = create_signal(1);
        auto by_title = album_of(id, {.reconcile = {.key = &track::title}});
        auto by_value = album_of(id, {.reconcile = {.key = nullptr}});
        for (auto i : {0, 1}) answers_[i](blue_);
        auto river = [](auto& of, std::size_t at) { return (*of())[&album::tracks][at].identity(); };
        auto titled = river(by_title, 0), valued = river(by_value, 0);
        id.set(2);
        for (auto i : {2, 3}) answers_[i](album{1, "Blue", {{7, "California"}, {8, "River"}}});
        EXPECT_EQ(river(by_title, 1), titled);
        EXPECT_NE(river(by_value, 1), valued);
    });
}

TEST_F(async_store_page, C15_merge_pairs_lists_without_keys_index_by_index) {
    struct line {
        std::string text;
    };
    using text = std::vector<line>;
    text stored{{"a"}, {"b"}};
    root_.run([&] {
        auto again = create_signal(0);
        auto value = create_async_store([&, again] { return again(), stored; }, {.reconcile = {.merge = true}});
        auto second = (*value())[1].identity();
        stored = {{"x"}, {"y"}, {"z"}};
        again.set(1);
        EXPECT_EQ((*value())[1].identity(), second);
        EXPECT_EQ((*value())[1][&line::text](), "y");
    });
}

TEST_F(async_store_page, C16_only_computations_that_read_a_changed_leaf_run) {
    root_.run([&] {
        auto id = create_signal(1);
        auto value = album_of(id);
        answers_[0](blue_);
        auto log = [&](auto read) { create_render_effect([this, read] { seen_.push_back(read()); }); };
        auto track_of = [=](std::size_t at) { return (*value())[&album::tracks][at]; };
        log([=] { return title_in(value()); });
        log([=] { return std::to_string((*value())[&album::tracks].size()) + " tracks"; });
        log([=] { return track_of(0)[&track::title]() + "!"; });
        log([=] { return track_of(1)[&track::title]() + "!"; });
        log([=] { return std::to_string(track_of(1)[&track::plays]()) + " plays"; });
        seen_.clear();
        id.set(2);
        answers_[1](album{1, "Blue", {{1, "River"}, {2, "Carey", 5}}});
        EXPECT_EQ(seen_, lines{"5 plays"});
        id.set(3);
        answers_[2](album{1, "Blue", {{1, "River"}, {2, "Carey", 5}}});  // equal
        EXPECT_EQ(seen_, lines{"5 plays"});
    });
}

TEST_F(async_store_page, C17_is_given_a_copy_of_the_newest_answer_and_nothing_after_a_failure) {
    root_.run([&] {
        auto id = create_signal(1);
        auto fetch = [&, id, this](const album* previous) {
            seen_.push_back(previous ? previous->title : "none");
            if (previous) const_cast<album*>(previous)->title = "spoilt";
            return ask(id());
        };
        auto value = create_async_store(fetch, {.initial_value = album{1, "Rough", {}}});
        answers_[0](blue_);
        id.set(2);
        EXPECT_EQ(value()->peek(), blue_);
        answers_[1](std::unexpected(away()));
        id.set(3);
        answers_[2](album{3, "Hejira", {}});
        id.set(4);
        EXPECT_EQ(seen_, (lines{"none", "Blue", "none", "Hejira"}));
    });
}

}  // namespace
}  // namespace solder
