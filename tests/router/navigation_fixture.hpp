#ifndef SOLDER_TESTS_ROUTER_NAVIGATION_FIXTURE_HPP
#define SOLDER_TESTS_ROUTER_NAVIGATION_FIXTURE_HPP
#include <gtest/gtest.h>
#include <set>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/submission.hpp>
#include <solder/router/router.hpp>

namespace solder::test {

using std::chrono_literals::operator""ms;
using words = std::vector<std::string>;

/// A history in memory that notes what is written to it.
class noted_history final : public history {
public:
    history_entry get() const override { return entries.get(); }
    void set(const history_entry& entry, bool replace, bool scroll) override {
        log.push_back((replace ? "replace " : "push ") + entry.value + (entry.state.empty() ? "" : " " + entry.state) +
                      (scroll ? "" : " keep"));
        entries.set(entry, replace, scroll);
    }
    void go(int delta) override { is_late ? waiting.push_back(delta) : move(delta); }
    /// What `go` does in a while when it is late; or the visitor's own.
    void move(int delta) {
        entries.on_change = [this](std::optional<int> moved) { on_change(moved); };
        entries.go(delta);
    }
    void arrived(const arrival& how) override { arrivals.push_back(how); }
    void load_page(const std::string& url) override { log.push_back("load " + url); }

    memory_history entries;
    words log;
    std::vector<arrival> arrivals;
    bool is_late = false;
    std::vector<int> waiting;
};

/// A page that shows the path of the location and data for it, inside a boundary that has been shown: a navigation is
/// held until the data is there.
class navigation_fixture : public ::testing::Test {
protected:
    navigation_fixture() {
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
    }
    ~navigation_fixture() override {
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
        query_cache::set_intent(query_intent::navigate);
    }

    /// Starts at `at`, and shows "/path: data" for each location whose data takes no time or has arrived.
    void start_at(std::string at, routing_options options = {}) {
        places_.entries.set({std::move(at), {}}, true, true);
        std::vector<route_pattern_node> nodes{{{"/"}}, {{"/slow/:id"}}, {{"/*rest"}}};
        branches_ = *create_branches(nodes, options.base);
        root_.run([&] {
            router_.emplace(branches_, places_, std::move(options));
            provide_context(router_context(), &*router_);
            auto scope = make_ref<suspense_scope>();
            provide_context(suspense_context(), scope);
            auto data = create_async([this] { return get_(router_->pathname()); });
            create_render_effect([this, data, scope] {
                auto value = data();
                auto shown = router_->pathname() + ": " + (value ? *value : "nothing");
                scope->content_was_shown();
                shown_.push_back(shown);
            });
        });
        time_.advance(20ms);
        shown_.clear();
    }
    void turn() { time_.advance(0ms); }
    router_state& router() { return *router_; }
    words take_log() { return std::exchange(places_.log, {}); }
    words take_shown() { return std::exchange(shown_, {}); }

    manual_environment time_;
    query_cache cache_;
    submission_list submissions_;
    noted_history places_;
    words fetched_;
    query_handle<std::string(std::string)> get_ = query("data", [this](std::string path) -> task<std::string> {
        fetched_.push_back(path);
        if (path.starts_with("/slow")) co_await sleep_for(10ms);
        co_return "data of " + path;
    });
    words shown_;
    route_branches branches_;
    std::optional<router_state> router_;
    scoped_root root_;
};

}  // namespace solder::test
#endif
