// What can happen while actions run, in the orders in which it goes wrong.
#include "race_fixture.hpp"

namespace solder {
namespace {

constexpr server_function<"write", int(int), writes> write_body;

class action_races : public race_page {
protected:
    /// A write whose reply the test gives; shows at once that it sets the value.
    auto write_action() {
        return action("write", write_body,
                      {.optimistic = [this](int to) { read.entry(1).lay([to](int& value) { value = to; }); }});
    }
};
INSTANTIATE_TEST_SUITE_P(, action_races, kinds_of_page, name_of_page);

/// A server that counts writes, and a page that shows the count and has started two.
class two_writes {
public:
    explicit two_writes(bool has_shown_part) {
        set_page_query_cache(&cache_);
        set_page_submissions(&list_);
        page_->run([&] {
            auto part = has_shown_part ? make_ref<suspense_scope>() : nullptr;
            provide_context(suspense_context(), part);
            if (part) part->content_was_shown();
            auto count = query("count", count_);
            auto shown = create_async([count] { return count(); });
            create_render_effect([this, shown] { frames.push_back(shown() ? *shown() : 0); });
            network_.answer(0, "0");
            auto write = action("write", write_);
            submissions.emplace(use_submissions(write));
            write.start(1);
            write.start(2);
        });
    }
    ~two_writes() {
        page_.reset();
        // A run goes on to its end, whoever waits.
        while (!network_.open().empty()) network_.refuse(network_.open().front(), invalid("the page is left"));
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
    }
    [[nodiscard]] std::size_t choices() const { return network_.open().size(); }
    /// Ends one of the open calls: a write is done then; a read gives what there was when it was asked.
    void end_one(std::size_t choice) {
        auto number = network_.open().at(choice);
        bool is_write = network_.calls()[number].starts_with("write");
        if (is_write) ++written_;
        auto seen = is_write ? written_ : asked_at_[number];
        auto calls_before = network_.calls().size();
        network_.answer(number, std::to_string(seen));
        for (auto i = calls_before; i < network_.calls().size(); ++i) asked_at_[i] = written_;
    }

    std::vector<int> frames;

private:
    server_function<"count", int()> count_;
    server_function<"write", int(int), writes> write_;
    held_network network_;
    int written_ = 0;
    std::map<std::size_t, int> asked_at_;  // by call: how much was written then
    query_cache cache_;
    submission_list list_;
    std::optional<scoped_root> page_{std::in_place};

public:
    std::optional<submissions_view<int, std::tuple<int>>> submissions;
};

TEST_P(action_races, two_that_overlap_with_refetches_between_end_with_what_is_there_in_every_order) {
    std::vector<std::vector<std::size_t>> paths{{}};  // to be gone: which open call ends next
    int ends = 0;
    while (!paths.empty()) {
        auto path = std::move(paths.back());
        paths.pop_back();
        two_writes page(GetParam());
        for (auto choice : path) page.end_one(choice);
        time_.run();
        EXPECT_EQ(page.submissions->pending(), page.choices() > 0);
        EXPECT_TRUE(std::ranges::is_sorted(page.frames)) << "it went back";
        for (std::size_t next = 0; next < page.choices(); ++next) {
            paths.push_back(path);
            paths.back().push_back(next);
        }
        if (page.choices() > 0) continue;
        ++ends;
        EXPECT_EQ(page.frames.back(), 2);
    }
    set_call_transport(&network_);
    EXPECT_GE(ends, 4);
}

TEST_P(action_races, A27_a_submission_retried_twice_shows_how_the_last_one_ends) {
    root_.run([&] {
        auto write = write_action();
        auto submission = use_submission(write);
        write.start(5);
        network_.refuse(0, error{"off", error_kind::unreachable, true});
        std::string first, second;
        auto note = [](std::string& to) {
            return [&to](result<std::optional<int>> how) { to = how ? std::to_string(how->value_or(0)) : "error"; };
        };
        auto one = start(submission.retry(), note(first));
        auto two = start(submission.retry(), note(second));
        EXPECT_EQ(network_.calls(), (words{"write[5]", "write[5]", "write[5]"}));
        network_.answer(2, "52");
        EXPECT_EQ(*submission.result(), 52);
        network_.refuse(1, error{"off", error_kind::unreachable, true});
        EXPECT_EQ(*submission.result(), 52);  // the older run has no say, though it ends last
        EXPECT_FALSE(submission.error());
        EXPECT_EQ((words{first, second}), (words{"error", "52"}));
        EXPECT_EQ(submissions_.read().size(), 1u);
    });
}

TEST_P(action_races, one_that_fails_after_a_refetch_shows_what_that_brought) {
    root_.run([&] {
        auto write = write_action();
        show(1, frames_);
        network_.answer(0, "10");
        write.start(99);
        revalidate(read.key_for(1));
        network_.answer(2, "20");  // somebody else wrote 20
        network_.refuse(1, invalid("no"));
    });
    EXPECT_EQ(frames_, (words{"none", "10", "99", "20"}));
    EXPECT_EQ(network_.calls(), (words{"read[1]", "write[99]", "read[1]"}));
}

TEST_P(action_races, a_refetch_asked_for_before_the_write_does_not_take_what_was_written_away) {
    root_.run([&] {
        auto write = write_action();
        show(1, frames_);
        network_.answer(0, "10");
        revalidate(read.key_for(1));
        write.start(99);
        network_.answer(2, "99");
        network_.answer(1, "10");  // was asked for before: nobody's
        network_.answer(3, "99");
    });
    EXPECT_EQ(frames_, (words{"none", "10", "99"}));
    EXPECT_EQ(network_.calls(), (words{"read[1]", "read[1] dropped", "write[99]", "read[1]"}));
}

TEST_P(action_races, what_was_cleared_during_the_reads_that_follow_stays_away) {
    root_.run([&] {
        auto write = write_action();
        auto submission = use_submission(write);
        show(1, frames_);
        network_.answer(0, "10");
        write.start(5);
        network_.answer(1, "5");
        submission.clear();
        network_.answer(2, "5");
        EXPECT_FALSE(submission.result());
        EXPECT_EQ(submissions_.read().size(), 0u);
    });
    EXPECT_EQ(frames_, (words{"none", "10", "5"}));
}

TEST_P(action_races, one_whose_end_takes_the_page_away_does_nothing_more) {
    words log;
    auto page = std::make_unique<scoped_root>();
    auto list = std::make_unique<submission_list>();
    set_page_submissions(list.get());
    operation running;
    page->run([&] {
        auto write = action("write", write_body, {.on_complete = [&](const auto& done) {
                                log.push_back("complete " + std::to_string(*done.result()));
                                page.reset();
                                list.reset();
                                set_page_submissions(nullptr);
                                set_page_query_cache(nullptr);
                                cache_.reset();
                            }});
        show(1, frames_);
        network_.answer(0, "10");
        running = start(write.start(5), [&](result<std::optional<int>> how) {
            log.push_back(how ? "done " + std::to_string(how->value_or(0)) : how.error().message);
        });
    });
    network_.answer(1, "5");
    network_.answer(2, "11");
    EXPECT_EQ(log, (words{"complete 5", "done 5"}));
    EXPECT_EQ(frames_, (words{"none", "10", "11"}));
    EXPECT_EQ(network_.open(), std::vector<std::size_t>{});
}

TEST_P(action_races, a_reply_lost_after_the_write_is_an_unknown_outcome) {
    root_.run([&] {
        auto write = action("write", write_body);
        auto submission = use_submission(write);
        auto kind_after = [&](error failure) {
            write.start(5);
            network_.refuse(network_.calls().size() - 1, std::move(failure));
            EXPECT_FALSE(submission.pending());
            EXPECT_FALSE(submission.result());
            return submission.error()->kind;
        };
        EXPECT_EQ(kind_after({"late", error_kind::timed_out, false}), error_kind::unknown_outcome);
        EXPECT_EQ(submission.error()->message,
                  "The answer was lost: it is not known whether the change was made. (late)");
        EXPECT_TRUE(submission.error()->is_public);
        EXPECT_EQ(kind_after({"cut", error_kind::bad_reply, false}), error_kind::unknown_outcome);
        EXPECT_EQ(kind_after(unknown_outcome()), error_kind::unknown_outcome);
        EXPECT_EQ(kind_after({"off", error_kind::unreachable, true}), error_kind::unreachable);
        EXPECT_EQ(kind_after(invalid("no")), error_kind::invalid);
        write.start(5);
        network_.answer(network_.calls().size() - 1, "half a rep");
        EXPECT_EQ(submission.error()->kind, error_kind::unknown_outcome);
    });
}

TEST_P(action_races, a_reply_lost_by_a_read_is_no_unknown_outcome) {
    std::optional<error> failed;
    auto running = start(read(1).as_task(), [&](result<int> how) { failed = how.error(); });
    network_.refuse(0, {"late", error_kind::timed_out, false});
    EXPECT_EQ(failed->kind, error_kind::timed_out);
}

}  // namespace
}  // namespace solder
