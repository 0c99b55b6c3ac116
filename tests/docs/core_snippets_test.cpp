// The code of docs/core.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <charconv>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <solder/core/cut_short.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/core/thread_pool.hpp>
#include <solder/core/when_any.hpp>
#include <thread>

namespace {

using namespace std::chrono_literals;

solder::result<int> read_age(std::string_view text) {
    int age = 0;
    auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), age);
    if (problem != std::errc() || end != text.data() + text.size())
        return solder::fail(solder::invalid("Please enter a number."));
    return age;
}

TEST(core_page, errors) {
    EXPECT_EQ(read_age("42"), 42);
    EXPECT_EQ(read_age("4x").error(), solder::invalid("Please enter a number."));
}

solder::task<int> read_number() { co_return 20; }

solder::task<int> double_it() {
    int number = co_await read_number();
    if (number > 100) co_return solder::fail(solder::invalid("That is too much."));
    co_return number * 2;
}

solder::task<std::string> describe() {
    auto outcome = co_await solder::as_result(double_it());
    co_return outcome ? std::to_string(*outcome) : outcome.error().message;
}

TEST(core_page, tasks_and_running_them) {
    std::string shown;
    solder::operation running =
        solder::start(describe(), [&](solder::result<std::string> outcome) { shown = *outcome; });
    EXPECT_EQ(shown, "40");
}

TEST(core_page, a_lambda_is_kept) {
    solder::manual_environment env;
    std::string log;
    {
        std::string greeting = "Hello, ";
        solder::detach([greeting, &log]() -> solder::task<void> {
            co_await solder::sleep_for(10ms);
            log += greeting + "world";
        });
    }
    env.advance(10ms);
    EXPECT_EQ(log, "Hello, world");
}

/// Looks names up, and calls back when told to.
class directory {
public:
    int look_up(std::string name, std::function<void(std::string)> found) {
        waiting.emplace(++last, std::pair(std::move(name), std::move(found)));
        return last;
    }
    void forget(int ticket) { waiting.erase(ticket); }
    void answer(const std::string& name, std::string text) {
        for (auto at = waiting.begin(); at != waiting.end(); ++at) {
            if (at->second.first != name) continue;
            auto found = std::move(at->second.second);
            waiting.erase(at);
            return found(std::move(text));
        }
    }
    std::map<int, std::pair<std::string, std::function<void(std::string)>>> waiting;
    int last = 0;
};

solder::task<std::string> ask(directory& from, std::string name) {
    co_return co_await solder::await_callback<std::string>([&](solder::resolver<std::string> answer) {
        int ticket = from.look_up(name, [answer](std::string found) { answer(std::move(found)); });
        return [&from, ticket] { from.forget(ticket); };
    });
}

solder::task<std::string> page(directory& from) {
    auto [title, author] = co_await solder::when_all(ask(from, "title"), ask(from, "author"));
    co_return title + " by " + author;
}

solder::task<std::string> fastest(directory& here, directory& there) {
    std::vector<solder::task<std::string>> both;
    both.push_back(ask(here, "title"));
    both.push_back(ask(there, "title"));
    auto first = co_await solder::when_any(std::move(both));
    co_return first.value + (first.index == 0 ? " from here" : " from there");
}

solder::task<std::string> ask_patiently(directory& from, std::string name) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto answer = co_await solder::as_result(solder::with_timeout(ask(from, name), 100ms));
        if (answer) co_return std::move(*answer);
        if (answer.error().kind != solder::error_kind::timed_out) co_return solder::fail(answer.error());
        co_await solder::sleep_for(50ms);
    }
    co_return solder::fail({"no answer after three attempts", solder::error_kind::timed_out});
}

/// Starts a task and keeps what became of it.
struct outcome {
    explicit outcome(solder::task<std::string> work)
        : running(solder::start(
              std::move(work), [this](solder::result<std::string> how) { text = how ? *how : how.error().message; })) {}
    std::string text = "none";
    solder::operation running;
};

TEST(core_page, callbacks_that_are_awaited) {
    directory from;
    outcome answered(ask(from, "title"));
    from.answer("title", "Faust");
    EXPECT_EQ(answered.text, "Faust");
    outcome cancelled(ask(from, "title"));
    cancelled.running.cancel();
    EXPECT_TRUE(from.waiting.empty());
}

TEST(core_page, waiting_for_several) {
    directory here, there;
    outcome all(page(here));
    here.answer("author", "Goethe");
    here.answer("title", "Faust");
    EXPECT_EQ(all.text, "Faust by Goethe");
    outcome first(fastest(here, there));
    there.answer("title", "Faust");
    EXPECT_EQ(first.text, "Faust from there");
    EXPECT_TRUE(here.waiting.empty());
}

TEST(core_page, time) {
    solder::manual_environment env;
    directory from;
    outcome third(ask_patiently(from, "title"));
    env.advance(300ms);
    from.answer("title", "Faust");
    EXPECT_EQ(third.text, "Faust");
    outcome never(ask_patiently(from, "title"));
    env.advance(450ms);
    EXPECT_EQ(never.text, "no answer after three attempts");
    EXPECT_EQ(env.waiting(), 0u);
}

TEST(core_page, a_stop_source_ends_a_task) {
    directory from;
    auto kind = solder::error_kind::internal;
    solder::stop_source navigation;
    auto loading = solder::start(solder::with_stop(ask(from, "title"), navigation.get_token()),
                                 [&](solder::result<std::string> outcome) { kind = outcome.error().kind; });
    navigation.request_stop();
    EXPECT_EQ(kind, solder::error_kind::cancelled);
    EXPECT_TRUE(from.waiting.empty());
}

/// Prints on its own, page by page.
class printer {
public:
    void print(std::string text, solder::stop_token stop) { text_ = std::move(text), stop_ = std::move(stop); }
    solder::task<std::string> finished() {
        co_return co_await solder::await_callback<std::string>(
            [&](solder::resolver<std::string> done) { done_.emplace(done); });
    }
    /// False when nobody wants it any more.
    bool print_all() {
        if (stop_.stop_requested()) return false;
        (*done_)("printed " + text_);
        return true;
    }

private:
    std::string text_;
    solder::stop_token stop_;
    std::optional<solder::resolver<std::string>> done_;
};

solder::task<std::string> report(printer& at, std::string text) {
    auto stop = co_await solder::current_stop_token();
    at.print(text, stop);  // keeps the token, and looks at it between pages
    co_return co_await at.finished();
}

TEST(core_page, a_task_tells_others_that_it_ends) {
    printer first, second;
    outcome printed(report(first, "all"));
    EXPECT_TRUE(first.print_all());
    EXPECT_EQ(printed.text, "printed all");
    outcome given_up(report(second, "nothing"));
    given_up.running.cancel();
    EXPECT_FALSE(second.print_all());
}

TEST(core_page, shared_work) {
    directory from;
    std::vector<std::string> seen;
    auto shared = solder::shared_task<std::string>::run(ask(from, "title"));
    auto first = solder::start(shared.as_task(), [&](solder::result<std::string> r) { seen.push_back(*r); });
    auto second = solder::start(shared.as_task(), [&](solder::result<std::string> r) { seen.push_back(*r); });
    EXPECT_EQ(from.waiting.size(), 1u);
    from.answer("title", "Faust");
    EXPECT_EQ(seen, (std::vector<std::string>{"Faust", "Faust"}));
}

struct member {
    std::string name;
};

bool check_password(const std::string&, const std::string& password) { return password == "open sesame"; }

solder::task<member> log_in(std::string name, std::string password) {
    auto checking = solder::run_blocking([=] { return check_password(name, password); });  // hashes for 50 ms
    if (!co_await std::move(checking)) co_await solder::fail(solder::invalid("Name and password do not fit."));
    co_return member{name};
}

TEST(core_page, work_that_blocks) {
    solder::manual_environment env;
    std::string log;
    auto tell = [&](solder::result<member> who) { log += who ? who->name : who.error().message; };
    auto first = solder::start(log_in("Ali", "open sesame"), tell);
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(log, "Ali");
    auto second = solder::start(log_in("Ali", "guess"), tell);
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(log, "AliName and password do not fit.");
}

/// Calls back on a thread of its own.
class broker {
public:
    void on_message(std::function<void(std::string)> tell) {
        std::thread([tell = std::move(tell)] { tell("from another thread"); }).join();
    }
};

solder::task<std::string> next_message(broker& from) {
    solder::await_callback<std::string> message(
        [&](solder::resolver<std::string> done) { from.on_message(solder::at_home(std::move(done))); });
    co_return co_await message;
}

TEST(core_page, other_threads) {
    solder::manual_environment env;
    broker from;
    std::string seen;
    auto running = solder::start(next_message(from), [&](solder::result<std::string> text) { seen = *text; });
    EXPECT_EQ(seen, "");
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(seen, "from another thread");
}

TEST(core_page, environment) {
    solder::manual_environment env;
    bool done = false;
    auto waiting = solder::start(solder::sleep_for(30s), [&](solder::result<void>) { done = true; });
    env.advance(29'999ms);
    EXPECT_FALSE(done);
    env.advance(1ms);
    EXPECT_TRUE(done);
}

}  // namespace
