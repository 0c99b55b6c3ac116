// The code of docs/reactive.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py). What the page says beside its blocks is tested here too, below each section.
#include <gtest/gtest.h>
#include <memory>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/bridges.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/deferred.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/reactive/map_list.hpp>
#include <solder/reactive/selector.hpp>
#include <solder/reactive/store.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>
#include <sstream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace app {

// clang-format off: as the page has it
struct person { int id; std::string name; };
struct todo { int id; std::string title; bool done; };
struct project { int id; std::string title; person owner; std::vector<todo> todos; };

// clang-format on

struct city {
    std::string code;
    int people;
};
struct date {
    int year, month, day;
};

}  // namespace app

using app::city;
using app::date;

template <>
inline constexpr auto solder::store_key<city> = &city::code;
template <>
inline constexpr bool solder::store_leaf<date> = true;

namespace app {
namespace {

std::vector<std::string> printed;
/// Writes a line.
template <class... Args>
void print(const Args&... args) {
    std::ostringstream line;
    (line << ... << args);
    printed.push_back(line.str());
}
std::vector<std::string> take_printed() { return std::exchange(printed, {}); }
using lines = std::vector<std::string>;

struct reactive_page : testing::Test {
    void SetUp() override { printed.clear(); }  // what ended after a test may have printed
};

TEST_F(reactive_page, first_example) {
    auto price = solder::create_signal(20);
    auto count = solder::create_signal(2);

    solder::scoped_root root;
    root.run([&] {
        auto total = solder::create_memo([=] { return price() * count(); });
        solder::create_effect([=] { print(total()); });  // prints 40
    });
    count.set(3);  // prints 60
    solder::batch([&] {
        price.set(30);
        count.set(2);
    });  // 60 again: nothing to print
    EXPECT_EQ(take_printed(), (lines{"40", "60"}));
}

// ---- signals

struct point {
    double x, y;
};

TEST_F(reactive_page, signals) {
    auto name = solder::create_signal<std::string>("Ada");
    name.set("Grace");
    name.update([](std::string& text) { text += " Hopper"; });
    std::string now = name.peek();  // reads without depending on it

    auto nearly = [](const point& a, const point& b) { return std::abs(a.x - b.x) < 0.1 && std::abs(a.y - b.y) < 0.1; };
    auto position = solder::create_signal(point{0, 0}, nearly);
    position.set({0.05, 0});  // no change: nothing runs
    auto ticks = solder::create_signal(0, solder::never_equal);
    ticks.set(0);  // a change all the same
    EXPECT_EQ(now, "Grace Hopper");
    EXPECT_EQ(position.peek().x, 0);
}

TEST_F(reactive_page, signals_what_counts_as_a_change) {
    int runs = 0;
    solder::scoped_root().run([&] {
        auto equal = solder::create_signal(0), updated = solder::create_signal(0);
        auto ticks = solder::create_signal(0, solder::never_equal);
        auto without_equality = solder::create_signal(point{0, 0});
        solder::create_effect([=, &runs] { equal(), updated(), ticks(), without_equality(), ++runs; });
        equal.set(0);
        updated.update([](int&) { return false; });
        EXPECT_EQ(runs, 1);
        updated.update([](int&) {});
        ticks.set(0);
        without_equality.set({0, 0});
        EXPECT_EQ(runs, 4);
    });
}

// ---- effects

TEST_F(reactive_page, effects) {
    {
        solder::scoped_root root;
        auto user = solder::create_signal(1);
        root.run([&] {
            solder::create_effect([=] {
                int id = user();
                print("open ", id);
                solder::on_cleanup([=] { print("close ", id); });
            });
        });
        user.set(2);  // prints close 1, open 2
    }  // the end of the root prints close 2
    EXPECT_EQ(take_printed(), (lines{"open 1", "close 1", "open 2", "close 2"}));
}

TEST_F(reactive_page, order_of_effects) {
    solder::scoped_root root;
    auto count = solder::create_signal(0);
    root.run([&] {
        solder::batch([&] {
            solder::on_mount([] { print("mounted"); });
            solder::create_effect([=] { print("user ", count()); });
            solder::create_render_effect([=] { print("render ", count()); });
        });            // prints render 0, mounted, user 0
        count.set(1);  // prints render 1, user 1
        solder::create_computed([=] {
            if (count() > 9) count.set(9);
        });
        count.set(12);  // prints render 9, user 9
    });
    EXPECT_EQ(take_printed(), (lines{"render 0", "mounted", "user 0", "render 1", "user 1", "render 9", "user 9"}));
}

TEST_F(reactive_page, cleanups_see_what_is_there_now_and_children_end_first) {
    solder::scoped_root root;
    root.run([] {
        auto count = solder::create_signal(1);
        solder::create_effect([=] {
            count();
            solder::on_cleanup([=] { print("first, at ", count()); });
            solder::on_cleanup([=] { print("second"); });
            solder::create_effect([] { solder::on_cleanup([] { print("child"); }); });
        });
        count.set(2);
        EXPECT_EQ(take_printed(), (lines{"child", "second", "first, at 2"}));
    });
}

// ---- memos

TEST_F(reactive_page, memos) {
    solder::scoped_root root;
    root.run([&] {
        auto minutes = solder::create_signal(59);
        auto hours = solder::create_memo([=] { return minutes() / 60; });
        solder::create_effect([=] { print(hours()); });  // prints 0
        minutes.set(61);                                 // prints 1
        minutes.set(62);                                 // hours is computed, and equal: nothing else runs

        auto highest = solder::create_memo(
            [=](const int* previous) { return previous ? std::max(*previous, minutes()) : minutes(); });
        minutes.set(5);  // prints 0
        EXPECT_EQ(highest(), 62);
    });
    EXPECT_EQ(take_printed(), (lines{"0", "1", "0"}));
}

TEST_F(reactive_page, memos_are_lazy_and_run_at_most_once) {
    solder::scoped_root root;
    root.run([] {
        auto a = solder::create_signal(1);
        auto doubled = solder::create_memo([=] { return print("computed"), a() * 2; });
        a.set(2);
        a.set(3);
        EXPECT_EQ(take_printed(), (lines{"computed"}));
        EXPECT_EQ(doubled() + doubled(), 12);
        EXPECT_EQ(take_printed(), (lines{"computed"}));
    });
}

// ---- batch and untrack

TEST_F(reactive_page, untracked) {
    solder::scoped_root root;
    auto query = solder::create_signal<std::string>("solder");
    auto limit = solder::create_signal(10);
    root.run([&] {
        solder::create_effect([=] {
            std::string text = query();
            int most = solder::untrack([&] { return limit(); });
            print(text, " ", most);
        });
    });
    limit.set(20);      // prints nothing
    query.set("flux");  // prints flux 20
    EXPECT_EQ(take_printed(), (lines{"solder 10", "flux 20"}));
}

TEST_F(reactive_page, reads_in_a_batch_see_its_writes) {
    solder::scoped_root root;
    root.run([] {
        auto a = solder::create_signal(1);
        auto doubled = solder::create_memo([=] { return a() * 2; });
        int read = solder::batch([&] {
            a.set(2);
            return doubled();
        });
        EXPECT_EQ(read, 4);
    });
}

// ---- owners

TEST_F(reactive_page, owners) {
    auto count = solder::create_signal(0);
    auto stop = solder::create_root([&](solder::callback<void()> dispose) {
        solder::create_effect([=] { print(count()); });
        return dispose;
    });
    count.set(1);
    stop();
    count.set(2);  // nobody listens any more
    EXPECT_EQ(take_printed(), (lines{"0", "1"}));
}

TEST_F(reactive_page, later_work_in_an_owner) {
    auto count = solder::create_signal(0);
    {
        solder::scoped_root root;
        solder::owner* scope = root.get();
        auto add = [=] {  // called later, from anywhere
            solder::run_with_owner(scope, [=] { solder::create_effect([=] { print(count()); }); });
        };
        add();
    }
    count.set(1);
    EXPECT_EQ(take_printed(), (lines{"0"}));
}

// ---- contexts

inline const auto theme = solder::create_context<std::string>("light");

TEST_F(reactive_page, contexts) {
    solder::scoped_root root;
    root.run([] {
        print(solder::use_context(theme));  // prints light
        solder::provide_context(theme, "dark");
        solder::create_effect([] { print(solder::use_context(theme)); });  // prints dark
    });
    EXPECT_EQ(take_printed(), (lines{"light", "dark"}));
}

TEST_F(reactive_page, owner_across_co_await) {
    solder::manual_environment environment;
    auto count = solder::create_signal(0);
    {
        solder::scoped_root root;
        root.run([&] {
            solder::provide_context(theme, "dark");
            solder::detach([=]() -> solder::task<void> {
                co_await solder::sleep_for(10ms);
                print(solder::use_context(theme));               // dark, still
                solder::create_effect([=] { print(count()); });  // ends with the root
            });
        });
        environment.advance(10ms);
        count.set(1);
    }
    count.set(2);
    EXPECT_EQ(take_printed(), (lines{"dark", "0", "1"}));
}

TEST_F(reactive_page, a_coroutine_tracks_what_it_reads_before_it_waits) {
    solder::manual_environment environment;
    solder::scoped_root root;
    auto before = solder::create_signal(1), after = solder::create_signal(1);
    root.run([&] {
        solder::create_effect([=] {
            solder::detach([=]() -> solder::task<void> {
                int first = before();
                co_await solder::sleep_for(10ms);
                print(first, " ", after());
            });
        });
    });
    environment.advance(10ms);
    after.set(2);
    before.set(2);
    environment.advance(10ms);
    EXPECT_EQ(take_printed(), (lines{"1 1", "2 2"}));
}

TEST_F(reactive_page, work_that_ends_with_its_owner) {
    solder::manual_environment environment;
    bool done = false;
    {
        solder::scoped_root root;
        root.run([&] {
            auto work = solder::start(solder::sleep_for(10ms), [&](solder::result<void>) { done = true; });
            solder::on_cleanup([work = std::move(work)] {});  // ends with the cleanup, and cancels the task
        });
    }
    environment.advance(10ms);
    EXPECT_FALSE(done);
}

// ---- errors

TEST_F(reactive_page, errors) {
    solder::scoped_root root;
    auto age = solder::create_signal(36);
    root.run([&] {
        solder::catch_error(
            [&] {
                solder::create_effect([=] {
                    if (age() < 0) return solder::raise_error({solder::invalid("An age is not negative."), {}});
                    print(age());
                });
            },
            [](solder::raised_error e) { print(e.reason.message); });
    });
    age.set(-1);  // prints An age is not negative.
    age.set(37);  // prints 37
    EXPECT_EQ(take_printed(), (lines{"36", "An age is not negative.", "37"}));
}

TEST_F(reactive_page, error_scopes) {
    solder::scoped_root root;
    auto attempt = solder::create_signal(0);
    root.run([&] {
        auto scope = solder::make_ref<solder::error_scope>();
        solder::create_render_effect([=] {
            if (auto failure = scope->failure()) return print("failed: ", failure->reason.message);
            scope->run([=] {
                solder::create_render_effect([=] {
                    if (attempt() == 1) return solder::raise_error({solder::error{"one is bad"}, {}});
                    print("attempt ", attempt());
                });
            });
        });              // prints attempt 0
        attempt.set(1);  // prints failed: one is bad
        attempt.set(2);  // the content has ended: prints nothing
        scope->reset();  // prints attempt 2
    });
    EXPECT_EQ(take_printed(), (lines{"attempt 0", "failed: one is bad", "attempt 2"}));
}

#ifdef __cpp_exceptions
TEST_F(reactive_page, exceptions) {
    solder::scoped_root root;
    root.run([] {
        auto text = solder::create_signal<std::string>("1");
        solder::catch_error(
            [&] {
                auto number = solder::create_memo([=] { return std::stoi(text()); });
                text.set("x");
                EXPECT_EQ(number(), 1);  // keeps the last value
                EXPECT_THROW(std::ignore = solder::create_memo([=] { return std::stoi(text()); }), std::exception);
                EXPECT_THROW(solder::catch_error([]() -> int { throw 1; }, [](solder::raised_error) {}), int);
                solder::create_effect([=] { std::ignore = solder::create_memo([=] { return std::stoi(text()); }); });
            },
            [](solder::raised_error e) { print(solder::to_string(e.reason.kind)); });
    });
    EXPECT_EQ(take_printed(), (lines{"internal", "internal"}));
}
#endif

// ---- lists

TEST_F(reactive_page, lists) {
    solder::scoped_root root;
    root.run([] {
        auto people = solder::create_signal(std::vector<person>{{1, "ada"}, {2, "bob"}});
        auto rows = solder::map_list(people, [](solder::row<person> each) {
            int id = each.peek().id;
            print("row ", id);
            solder::create_render_effect([=] { print(each().name); });
            solder::on_cleanup([=] { print("end of row ", id); });
            return id;
        });                                   // prints row 1, ada, row 2, bob
        people.set({{2, "bo"}, {1, "ada"}});  // prints bo
        people.set({{2, "bo"}, {3, "cy"}});   // prints row 3, cy, end of row 1
        EXPECT_EQ(take_printed(), (lines{"row 1", "ada", "row 2", "bob", "bo", "row 3", "cy", "end of row 1"}));
        EXPECT_EQ(rows()[1], 3);
    });
}

TEST_F(reactive_page, lists_by_value_and_by_place) {
    solder::scoped_root root;
    root.run([] {
        auto people = solder::create_signal(std::vector<person>{{1, "ada"}, {2, "bob"}});
        auto names = solder::map_list(people, [](const person& each) { return each.name; });
        auto numbered = solder::map_list(people, [](const person& each, solder::row_position at) {
            return solder::create_memo([=] { return std::to_string(at() + 1) + " " + each.name; });
        });
        auto by_name = solder::map_list(people, [](const person& each) { return each.id; }, &person::name);
        auto places = solder::index_list(people, [](solder::row<person> each, std::size_t place) {
            solder::create_render_effect([=] { print(place, " ", each().name); });
            return place;
        });
        auto ids = names().ids();
        people.set({{2, "bob"}, {1, "eve"}});
        EXPECT_EQ(names().ids()[0], ids[1]);
        EXPECT_NE(names().ids()[1], ids[0]);  // made anew: its element differs
        EXPECT_EQ(numbered()[1](), "2 eve");
        EXPECT_EQ(by_name()[1], 1);
        EXPECT_EQ(take_printed(), (lines{"0 ada", "1 bob", "0 bob", "1 eve"}));
    });
}

const char* name_of(solder::list_change::step what) {
    constexpr const char* names[] = {"clear", "remove", "move", "insert"};
    return names[static_cast<int>(what)];
}

TEST_F(reactive_page, list_changes) {
    solder::scoped_root root;
    root.run([] {
        auto words = solder::create_signal(std::vector<std::string>{"a", "b", "c"});
        auto rows = solder::map_list(words, [](const std::string& word) { return word; });
        auto shown = rows().ids();
        solder::create_render_effect([=]() mutable {
            auto now = rows().ids();
            for (auto [what, row, before] : solder::list_changes(shown, now))
                print(name_of(what), " ", row, " before ", before);
            shown = now;
        });
        words.set({"c", "a", "d"});  // prints remove 1 before 0, insert 2 before 3, move 0 before 1
    });
    EXPECT_EQ(take_printed(), (lines{"remove 1 before 0", "insert 2 before 3", "move 0 before 1"}));
}

// ---- stores

project first_project() { return {1, "solder", {7, "ada"}, {{1, "write", true}, {2, "test", false}}}; }

TEST_F(reactive_page, stores) {
    auto s = solder::create_store(project{1, "solder", {7, "ada"}, {{1, "write", true}, {2, "test", false}}});

    solder::scoped_root root;
    root.run([&] {
        solder::create_effect([=] { print(s[&project::title]()); });                   // prints solder
        solder::create_effect([=] { print(s[&project::todos][1][&todo::title]()); });  // prints test
    });
    s[&project::title].set("flux");                        // prints flux
    s[&project::owner][&person::name].set("ada l.");       // nobody reads it: prints nothing
    s[&project::todos][1][&todo::title].set("test more");  // prints test more
    EXPECT_EQ(take_printed(), (lines{"solder", "test", "flux", "test more"}));
}

TEST_F(reactive_page, lists_in_stores) {
    auto s = solder::create_store(first_project());

    auto todos = s[&project::todos];
    auto added = todos.push_back({3, "ship", false});
    todos.move(2, 0);
    added[&todo::done].set(true);  // the same todo, wherever it is now
    todos.erase_if([](auto t) { return t[&todo::done](); });
    if (auto found = todos.find(2)) (*found)[&todo::title].set("test again");

    EXPECT_EQ(todos.size(), 1u);
    EXPECT_EQ(todos[0][&todo::title].peek(), "test again");
}

TEST_F(reactive_page, handles_of_stores) {
    solder::scoped_root root;
    root.run([] {
        auto s = solder::create_store(first_project());
        auto ada = s[&project::owner];
        solder::create_effect([=] { print("owner ", s[&project::owner][&person::name]()); });  // whoever owns it
        solder::create_effect([=] { print("ada is ", ada[&person::name]()); });                // always person 7
        s.set({1, "solder", {8, "bob"}, {}});                                                  // prints owner bob
    });
    EXPECT_EQ(take_printed(), (lines{"owner ada", "ada is ada", "owner bob"}));
}

TEST_F(reactive_page, reconcile) {
    auto s = solder::create_store(first_project());
    auto fetch = [] { return project{1, "solder", {7, "ada"}, {{2, "test", true}}}; };

    s.reconcile(fetch());  // runs what reads `done` of todo 2, and what reads which todos there are
    s.reconcile(fetch(), {.key = &todo::title});
    s.reconcile(fetch(), {.key = nullptr, .merge = true});

    EXPECT_EQ(s[&project::todos].size(), 1u);
}

TEST_F(reactive_page, rows_over_stores) {
    solder::scoped_root root;
    root.run([] {
        auto s = solder::create_store(first_project());
        auto elements = [=] {
            std::vector<solder::store<todo>> all;
            for (auto each : s[&project::todos]) all.push_back(each);
            return all;
        };
        auto rows = solder::map_list(
            elements,
            [](solder::row<solder::store<todo>> each) {
                auto t = each.peek();
                solder::create_render_effect([=] { print(t[&todo::title]()); });
                return t;
            },
            &solder::store<todo>::identity);             // prints write, test
        s[&project::todos].move(1, 0);                   // the rows change places: prints nothing
        s[&project::todos][1][&todo::title].set("ink");  // prints ink
        EXPECT_EQ(rows()[1][&todo::title].peek(), "ink");
    });
    EXPECT_EQ(take_printed(), (lines{"write", "test", "ink"}));
}

TEST_F(reactive_page, traits_of_stores) {
    auto cities = solder::create_store(std::vector<city>{{"BER", 3}, {"PAR", 2}});
    EXPECT_EQ(cities.find("PAR"), cities[1]);
    static_assert(!solder::store_record<date>);
}

// ---- waiting

/// A text that comes later.
struct late_text {
    solder::signal<std::string> text{""};
    solder::pending_source missing;
    bool is_there = false;

    std::string read() {
        std::string now = text();
        if (!is_there) missing.suspend_reader();
        return now;
    }
    void arrive(std::string value) {
        solder::batch([&] {
            is_there = true;
            text.set(value);
            missing.settle();
        });
    }
};

/// Shows `content` once everything it reads is there.
void boundary(auto content) {
    auto scope = solder::make_ref<solder::suspense_scope>();
    solder::create_render_effect([=] {
        solder::provide_context(solder::suspense_context(), scope);
        auto text = solder::create_memo(content);
        solder::create_render_effect([=] {
            auto now = text();
            if (scope->is_pending()) return print("loading");
            scope->content_was_shown();  // from now on it stays
            print(now);
        });
    });
}

TEST_F(reactive_page, waiting) {
    solder::scoped_root root;
    root.run([] {
        late_text title, author;
        boundary([&] { return title.read() + " by " + author.read(); });  // prints loading
        title.arrive("Notes");                                            // prints loading: one is missing still
        author.arrive("ada");                                             // prints Notes by ada
        author.is_there = false;
        author.text.set("eve");  // prints Notes by eve: what has been shown is not hidden again
    });
    EXPECT_EQ(take_printed(), (lines{"loading", "loading", "Notes by ada", "Notes by eve"}));
}

// ---- transitions

solder::task<std::string> fetch_page(int id) {
    co_await solder::sleep_for(20ms);
    co_return "page " + std::to_string(id);
}

TEST_F(reactive_page, transitions) {
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        auto id = solder::create_signal(1);
        auto page = solder::create_async([=] { return fetch_page(id()); });  // takes 20 ms
        solder::create_effect([=] { print("id ", id()); });                  // prints id 1
        boundary([=] {
            auto text = page();  // null while there is none
            return text ? *text : "";
        });                         // prints loading
        environment.advance(20ms);  // prints page 1

        auto [pending, start] = solder::use_transition();
        solder::create_effect([=] { print(pending() ? "busy" : "idle"); });  // prints idle
        start([=] { id.set(2); });
        environment.run();          // prints busy
        environment.advance(20ms);  // prints page 2, id 2, idle
        id.set(3);                  // outside of a transition: prints id 3 at once
        environment.advance(20ms);  // prints page 3
    });
    EXPECT_EQ(take_printed(),
              (lines{"id 1", "loading", "page 1", "idle", "busy", "page 2", "id 2", "idle", "id 3", "page 3"}));
}

TEST_F(reactive_page, writes_during_a_transition) {
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        auto id = solder::create_signal(1);
        auto name = solder::create_signal<std::string>("a");
        auto uncopied = solder::create_signal(std::unique_ptr<int>());
        auto page = solder::create_async([=] { return fetch_page(id()); });
        boundary([=] { return page() ? *page() : ""; });
        solder::create_render_effect([=] { print(name(), uncopied() ? " moved" : ""); });
        environment.advance(20ms);
        take_printed();
        int updates = 0;
        bool done = false;
        auto waiting = solder::start(solder::start_transition([&] {
                                         id.set(2);
                                         name.set("b");
                                         uncopied.set(std::make_unique<int>(1));
                                         EXPECT_EQ(name(), "b");
                                     }),
                                     [&](solder::result<void>) { done = true; });
        environment.run();
        EXPECT_EQ(id(), 1);
        EXPECT_EQ(take_printed(), (lines{"a moved"}));  // what cannot be copied shows at once
        name.update([&](std::string& text) { text += "!", ++updates; });
        EXPECT_EQ(take_printed(), (lines{"a! moved"}));
        EXPECT_EQ(updates, 2);
        EXPECT_FALSE(done);
        environment.advance(20ms);
        EXPECT_EQ(take_printed(), (lines{"b! moved", "page 2"}));
        EXPECT_TRUE(done);
        EXPECT_EQ(id(), 2);
    });
}

TEST_F(reactive_page, effects_that_a_transition_makes) {
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        auto id = solder::create_signal(1);
        auto page = solder::create_memo([=] {
            int now = id();
            solder::create_render_effect([=] { print("render ", now); });
            solder::create_effect([=] { print("user ", now); });
            solder::on_cleanup([=] { print("end ", now); });
            return solder::create_async([=] { return fetch_page(now); });
        });
        boundary([=] {
            auto text = page()();
            return text ? *text : "";
        });
        environment.advance(20ms);
        take_printed();
        solder::start_transition([=] { id.set(2); });
        environment.run();
        EXPECT_EQ(take_printed(), (lines{"render 2"}));
        solder::start_transition([=] { id.set(3); });
        environment.run();
        EXPECT_EQ(take_printed(), (lines{"end 2", "render 3"}));
        environment.advance(20ms);
        EXPECT_EQ(take_printed(), (lines{"end 1", "page 3", "user 3"}));
    });
}

TEST_F(reactive_page, values_of_your_own_in_a_transition) {
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        late_text title;
        auto size = solder::create_signal(1);
        solder::create_render_effect([=] { print("size ", size()); });
        boundary([&] { return title.read(); });
        title.arrive("old");
        take_printed();
        solder::start_transition([&] {
            size.set(2);
            title.is_there = false;
            title.missing.begin(title.text.node());
        });
        environment.run();
        EXPECT_EQ(take_printed(), lines{});
        solder::start_transition([&] { title.arrive("new"); });
        environment.run();
        EXPECT_EQ(take_printed(), (lines{"size 2", "new"}));
        EXPECT_FALSE(solder::use_transition().pending());
    });
}

// ---- mistakes

TEST_F(reactive_page, mistakes) {
    auto note = solder::create_signal(0);
    solder::scoped_root root;
    solder::set_diagnostic_hook([](const solder::diagnostic& found) { print(found.message); });
    root.run([&] {
        std::ignore = solder::create_memo([=] { return note.set(1), 2; });  // told: a memo writes a signal
    });
    solder::set_diagnostic_hook({});
#ifdef NDEBUG
    EXPECT_EQ(take_printed(), lines{});
#else
    EXPECT_EQ(take_printed(), (lines{"a memo writes a signal: it only computes; use an effect or create_computed"}));
#endif
}

TEST_F(reactive_page, a_runaway_is_stopped_in_every_build) {
    solder::scoped_root root;
    auto told = solder::create_signal(false);
    solder::set_diagnostic_hook([](const solder::diagnostic&) {});
    root.run([&] {
        auto count = solder::create_signal(0);
        int runs = 0;
        solder::catch_error([&] { solder::create_effect([&runs, count] { ++runs, count.set(count() + 1); }); },
                            [=](solder::raised_error) { told.set(true); });
        EXPECT_EQ(runs, 10'001);
    });
    solder::set_diagnostic_hook({});
    EXPECT_TRUE(told.peek());
}

// ---- on a server

TEST_F(reactive_page, on_a_server) {
    auto& graph = solder::detail::graph::current();
    graph.renders_once = true;
    {
        solder::scoped_root root;
        root.run([] {
            auto a = solder::create_signal(1);
            auto doubled = solder::create_memo([=] { return a() * 2; });
            solder::create_render_effect([=] { print("render ", doubled()); });
            solder::create_effect([] { print("user"); });
            solder::on_mount([] { print("mounted"); });
            solder::on_cleanup([] { print("end"); });
            a.set(5);
            EXPECT_EQ(a(), 5);
            EXPECT_EQ(doubled(), 2);
            solder::start_transition([=] { a.set(6); });
            EXPECT_EQ(a(), 6);
        });
    }
    graph.renders_once = false;
    EXPECT_EQ(take_printed(), (lines{"render 2", "end"}));
}

// ---- selection, callbacks in and out, deferred

TEST_F(reactive_page, selection) {
    solder::scoped_root root;
    root.run([] {
        auto selected = solder::create_signal(1);
        auto is_selected = solder::create_selector(selected);
        for (int id = 1; id <= 1000; ++id) solder::create_effect([=] { print(id, is_selected(id) ? " on" : " off"); });
        selected.set(7);  // 1 off, 7 on
    });
    auto all = take_printed();
    EXPECT_EQ(lines(all.begin() + 1000, all.end()), (lines{"1 off", "7 on"}));
}

TEST_F(reactive_page, selection_by_a_question) {
    solder::scoped_root root;
    root.run([] {
        auto range = solder::create_signal(std::pair(2, 4));
        auto is_inside = solder::create_selector<int>(
            range, [](int id, const std::pair<int, int>& now) { return now.first <= id && id < now.second; });
        solder::create_effect([=] { print(is_inside(4) ? "inside" : "outside"); });
        range.set({3, 9});  // inside
    });
    EXPECT_EQ(take_printed(), (lines{"outside", "inside"}));
}

struct thermometer {
    solder::callback<void(double)> listener;
    auto subscribe(solder::callback<void(double)> tell) {
        listener = std::move(tell);
        return [this] { listener = {}; };
    }
    void measure(double celsius) {
        if (listener) listener(celsius);
    }
};

TEST_F(reactive_page, callbacks_in_and_out) {
    thermometer sensor;
    {
        solder::scoped_root root;
        root.run([&] {
            auto celsius = solder::from([&](auto set) { return sensor.subscribe(set); }, 20.0);
            auto fahrenheit = solder::create_memo([=] { return celsius() * 9 / 5 + 32; });
            auto logging = solder::to(fahrenheit, [](double now) { print(now, " F"); });  // 68 F
            sensor.measure(30);                                                           // 86 F
            logging.stop();
            sensor.measure(40);  // nobody listens
            EXPECT_EQ(celsius(), 40);
        });
        EXPECT_TRUE(sensor.listener);
    }
    EXPECT_FALSE(sensor.listener);
    EXPECT_EQ(take_printed(), (lines{"68 F", "86 F"}));
}

TEST_F(reactive_page, deferred) {
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        auto typed = solder::create_signal<std::string>("");
        auto search = solder::create_deferred(typed, {.after = 100ms, .timeout = 500ms});
        solder::create_effect([=] { print("search ", search()); });
        typed.set("s");
        typed.set("so");
        environment.advance(99ms);  // not yet
        environment.advance(1ms);   // search so
    });
    EXPECT_EQ(take_printed(), (lines{"search ", "search so"}));
}

}  // namespace
}  // namespace app
