#ifndef SOLDER_TESTS_ACTION_FIXTURE_HPP
#define SOLDER_TESTS_ACTION_FIXTURE_HPP
#include <gtest/gtest.h>
#include <solder/query/action.hpp>
#include <solder/query/create_async.hpp>

namespace solder {

using std::chrono_literals::operator""ms;
using words = std::vector<std::string>;

struct title_form {
    std::string title;
};

/// Where answers would lead, in the order of everything that happens.
struct recording_navigator final : navigator {
    explicit recording_navigator(words& log) : events(log) {}
    void go_to(std::string location, bool replace) override {
        events.push_back((replace ? "replace " : "go ") + location);
    }
    std::string origin() const override { return "https://here.test"; }

    words& events;
};

/// A page without a document: a clock set by hand, a cache, a list of submissions, and what diagnostics are told.
class action_fixture : public ::testing::Test {
protected:
    action_fixture() {
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
        set_page_navigator(&navigator_);
        set_diagnostic_hook([this](const diagnostic& d) { told_.push_back(d); });
    }
    ~action_fixture() override {
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
        set_page_navigator(nullptr);
        set_diagnostic_hook(nullptr);
    }

    /// Reads after 10 ms; counts and logs.
    auto counted_query(std::string name, int& reads) {
        return query(name, [this, name, &reads](int of) -> task<int> {
            ++reads;
            events_.push_back("read " + name);
            co_await sleep_for(10ms);
            co_return of + reads;
        });
    }
    /// A write that takes 10 ms and ends as `outcome_` says. Ends with the test.
    auto slow_action(std::string name = "save") {
        return root_.run([&] {
            return action(std::move(name), [this](int id, title_form form) -> task<std::string> {
                inputs_.push_back(std::to_string(id) + form.title);
                co_await sleep_for(10ms);
                if (outcome_) co_return fail(*outcome_);
                co_return "saved " + form.title;
            });
        });
    }

    /// What a task of an action gave: "pending", "nothing", "error: ..." or the text of the result.
    template <class T>
    auto watch(task<std::optional<T>> work, std::string& to) {
        to = "pending";
        return start(std::move(work), [&to](result<std::optional<T>> how) {
            if (!how)
                to = "error: " + how.error().message;
            else if (!*how)
                to = "nothing";
            else if constexpr (std::is_same_v<T, std::string>)
                to = **how;
            else
                to = std::to_string(**how);
        });
    }
    std::size_t listed() const { return submissions_.read().size(); }

    manual_environment time_;
    query_cache cache_;
    submission_list submissions_;
    words events_;
    recording_navigator navigator_{events_};
    words inputs_;
    std::optional<error> outcome_;
    std::vector<diagnostic> told_;
    scoped_root root_;
};

}  // namespace solder
#endif
