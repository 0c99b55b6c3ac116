// Values in from callbacks and out to callbacks: who hears what, and until when.
#include <gtest/gtest.h>
#include <memory>
#include <solder/reactive/bridges.hpp>
#include <string>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

using log = std::vector<std::string>;

std::string text_of(const std::optional<int>& value) { return value ? std::to_string(*value) : "none"; }

/// A source as an application has one: listeners with numbers, told one after the other.
struct emitter {
    std::vector<callback<void(int)>> listeners;
    int subscribed = 0, unsubscribed = 0;

    auto subscribe() {
        return [this](value_setter<int> set) {
            ++subscribed;
            listeners.emplace_back(std::move(set));
            return [this] { ++unsubscribed; };  // keeps the setter: the worst a source can do
        };
    }
    void emit(int value) {
        for (auto& each : listeners) each(value);
    }
};

/// Everything that a debug build tells of meanwhile.
struct told_mistakes {
    std::vector<mistake> seen;
    told_mistakes() {
        set_diagnostic_hook([this](const diagnostic& d) {
            EXPECT_NE(d.text().find("bridges_test"), std::string::npos) << d.text();
            seen.push_back(d.what);
        });
    }
    ~told_mistakes() { set_diagnostic_hook({}); }
    void expect([[maybe_unused]] std::vector<mistake> in_debug) const {
#ifdef NDEBUG
        in_debug.clear();
#endif
        EXPECT_EQ(seen, in_debug);
    }
};

// ---- from

TEST(from, follows_a_source_until_its_owner_ends) {
    emitter source;
    log seen;
    std::optional<readable<int>> kept;
    {
        scoped_root root;
        root.run([&] {
            auto value = from(source.subscribe(), 0);
            create_render_effect([&, value] { seen.push_back(std::to_string(value())); });
            kept = value;
        });
        source.emit(1);
        source.emit(1);  // no change
        source.emit(2);
        EXPECT_EQ(source.unsubscribed, 0);
    }
    EXPECT_EQ(source.subscribed, 1);
    EXPECT_EQ(source.unsubscribed, 1);
    source.emit(3);
    EXPECT_EQ((*kept)(), 2);
    EXPECT_EQ(seen, (log{"0", "1", "2"}));
}

TEST(from, has_no_value_before_the_first_where_none_is_given) {
    emitter source;
    log seen;
    scoped_root root;
    root.run([&] {
        readable<std::optional<int>> value = from<int>(source.subscribe());
        create_render_effect([=, &seen] { seen.push_back(text_of(value())); });
    });
    source.emit(0);
    source.emit(0);
    source.emit(5);
    EXPECT_EQ(seen, (log{"none", "0", "5"}));
}

TEST(from, takes_an_equality) {
    emitter source;
    int runs = 0;
    scoped_root root;
    auto count = [&](auto value) { create_render_effect([&runs, value] { ++runs, value(); }); };
    auto parity = [](int a, int b) { return a % 2 == b % 2; };
    root.run([&] {
        count(from(source.subscribe(), 0, never_equal));
        count(from<int>(source.subscribe(), never_equal));
        count(from(source.subscribe(), 0, parity));
        count(from<int>(source.subscribe(), parity));
    });
    runs = 0;
    source.emit(0);
    EXPECT_EQ(runs, 3) << "all but the one that is even already";
    source.emit(2);
    EXPECT_EQ(runs, 5);
    source.emit(3);
    EXPECT_EQ(runs, 9);
}

TEST(from, takes_its_type_from_the_first_value_unless_told) {
    scoped_root().run([] {
        auto never = [](const auto&) {};
        EXPECT_EQ(from(never, 1.5).peek(), 1.5);
        EXPECT_EQ(from<std::string>(never, "text").peek(), "text");
        EXPECT_EQ(from<std::string>(never).peek(), std::nullopt);
    });
}

TEST(from, may_be_told_while_it_subscribes) {
    scoped_root().run([] {
        auto value = from([](value_setter<int> set) { set(1), set(2); }, 0);
        auto later = from<int>([](auto set) {
            set(3);
            return [] {};
        });
        EXPECT_EQ(value.peek(), 2);
        EXPECT_EQ(later.peek(), 3);
    });
}

TEST(from, may_be_told_while_it_subscribes_in_a_memo) {
    told_mistakes told;
    scoped_root().run([] {
        auto made = create_memo([] { return from([](value_setter<int> set) { set(7); }, 0); });
        EXPECT_EQ(made().peek(), 7);
    });
    told.expect({});
}

TEST(from, does_not_track_what_subscribing_reads_and_what_that_makes_ends_with_the_owner) {
    log seen;
    auto outer = create_signal(1);
    {
        scoped_root root;
        root.run([&] {
            create_render_effect([&] {
                (void)from<int>([&](auto) {
                    seen.push_back("subscribe " + std::to_string(outer()));
                    on_cleanup([&] { seen.push_back("cleanup"); });
                    return [&] { seen.push_back("unsubscribe"); };
                });
            });
        });
        outer.set(2);
    }
    EXPECT_EQ(seen, (log{"subscribe 1", "cleanup", "unsubscribe"}));
}

TEST(from, subscribes_anew_with_the_computation_around_it) {
    emitter source;
    auto outer = create_signal(1);
    log seen;
    scoped_root root;
    root.run([&] {
        create_render_effect([&] {
            auto around = std::to_string(outer());
            auto value = from(source.subscribe(), 0);
            create_render_effect([&seen, value, around] { seen.push_back(around + ":" + std::to_string(value())); });
        });
    });
    source.emit(1);
    outer.set(2);
    EXPECT_EQ(source.subscribed, 2);
    EXPECT_EQ(source.unsubscribed, 1);
    source.emit(5);
    EXPECT_EQ(seen, (log{"1:0", "1:1", "2:0", "2:5"}));
}

TEST(from, ignores_a_source_that_calls_back_while_and_after_it_is_unsubscribed) {
    std::optional<value_setter<int>> kept;
    std::optional<readable<int>> value;
    log seen;
    scoped_root readers;
    {
        scoped_root root;
        value = root.run([&] {
            return from(
                [&](value_setter<int> set) {
                    kept = set;
                    return [set] { set(100); };
                },
                0);
        });
        readers.run([&] { create_render_effect([&] { seen.push_back(std::to_string((*value)())); }); });
        (*kept)(1);
    }
    (*kept)(2);
    value.reset();
    (*kept)(3);
    EXPECT_EQ(seen, (log{"0", "1"}));
}

TEST(from, frees_its_value_although_the_source_keeps_the_setter) {
    auto held = std::make_shared<int>(1);
    std::weak_ptr<int> watched = held;
    std::optional<value_setter<std::shared_ptr<int>>> kept;
    {
        scoped_root root;
        root.run([&] { (void)from([&](auto set) { kept = set; }, std::move(held)); });
        EXPECT_FALSE(watched.expired());
    }
    EXPECT_TRUE(watched.expired());
    (*kept)(std::make_shared<int>(2));
}

TEST(from, may_be_ended_by_what_hears_of_a_value) {
    emitter source;
    log seen;
    auto root = std::make_unique<scoped_root>();
    scoped_root readers;
    auto value = root->run([&] { return from(source.subscribe(), 0); });
    readers.run([&] {
        create_render_effect([&] {
            seen.push_back(std::to_string(value()));
            if (value() == 1) root.reset();
        });
    });
    source.emit(1);
    source.emit(2);
    EXPECT_EQ(source.unsubscribed, 1);
    EXPECT_EQ(seen, (log{"0", "1"}));
}

TEST(from, unsubscribes_when_its_owner_ends_while_it_subscribes) {
    int unsubscribed = 0;
    told_mistakes told;
    create_root([&](callback<void()> dispose) {
        auto value = from(
            [&](value_setter<int> set) {
                dispose();
                set(1);
                return [&] { ++unsubscribed; };
            },
            0);
        EXPECT_EQ(value.peek(), 0);
    });
    EXPECT_EQ(unsubscribed, 1);
    told.expect({});
}

TEST(from, in_an_ended_owner_does_not_subscribe_and_without_one_never_unsubscribes) {
    told_mistakes told;
    emitter source;
    scoped_root root;
    root.get()->dispose();
    auto too_late = root.run([&] { return from(source.subscribe(), 1); });
    EXPECT_EQ(source.subscribed, 0);
    EXPECT_EQ(too_late.peek(), 1);
    {
        auto value = from(source.subscribe(), 1);
        source.emit(2);
        EXPECT_EQ(value.peek(), 2);
    }
    source.emit(3);
    EXPECT_EQ(source.unsubscribed, 0);
    told.expect({mistake::made_in_disposed_owner, mistake::made_without_owner});
}

TEST(from, takes_values_that_can_only_be_moved) {
    scoped_root().run([] {
        auto value = from<std::unique_ptr<int>>([](auto set) { set(std::make_unique<int>(4)); });
        EXPECT_EQ(**value.peek(), 4);
    });
}

TEST(from, tells_a_value_to_what_is_shown_and_to_a_held_transition) {
    emitter source;
    held_page page;
    page.root.run([&] {
        auto value = from(source.subscribe(), 1);
        auto factor = create_signal(1);
        auto product = create_memo([=] { return value() * factor(); });
        create_render_effect([=] { product(); });
        page.hold([=] { factor.set(10); });
        source.emit(2);
        EXPECT_EQ(product.peek(), 2);
        EXPECT_EQ(page.inside([=] { return product(); }), 20);
        page.settle();
        EXPECT_EQ(product.peek(), 20);
    });
}

TEST(from, subscribes_on_a_server_and_unsubscribes_with_the_request) {
    emitter source;
    detail::this_graph.renders_once = true;
    {
        scoped_root request;
        request.run([&] {
            EXPECT_EQ(from(source.subscribe(), 1).peek(), 1);
            EXPECT_EQ(from([](auto set) { set(2); }, 1).peek(), 2);
        });
        EXPECT_EQ(source.unsubscribed, 0);
    }
    detail::this_graph.renders_once = false;
    EXPECT_EQ(source.unsubscribed, 1);
}

// ---- to

TEST(to, hands_over_the_value_now_and_after_each_change) {
    std::vector<int> seen;
    scoped_root root;
    auto number = create_signal(1);
    root.run([&] { to(number, [&](const int& now) { seen.push_back(now); }); });
    number.set(2);
    number.set(2);
    batch([&] {
        number.set(3);
        number.set(4);
    });
    root.get()->dispose();
    number.set(5);
    EXPECT_EQ(seen, (std::vector{1, 2, 4}));
}

TEST(to, takes_whatever_gives_a_value_and_leaves_out_what_is_equal) {
    std::vector<int> seen;
    scoped_root root;
    auto number = create_signal(10);
    auto note = [&](int now) { seen.push_back(now); };
    root.run([&] {
        to(create_memo([=] { return number() / 10; }), note);
        to([=] { return number() / 10 + 100; }, note);
        to([=]() -> const int& { return number(); }, note);
    });
    EXPECT_EQ(seen, (std::vector{1, 101, 10}));
    seen.clear();
    number.set(11);
    number.set(20);
    EXPECT_EQ(seen, (std::vector{11, 2, 102, 20}));
}

TEST(to, stops_when_asked_whatever_its_handles_do) {
    std::vector<int> seen;
    scoped_root root;
    auto number = create_signal(1);
    auto note = [&](int now) { seen.push_back(now); };
    {
        auto stopped = root.run([&] {
            (void)to(number, note);  // goes on without its handle
            return to([=] { return number() * 10; }, note);
        });
        EXPECT_TRUE(stopped.is_active());
        auto copy = stopped;
        copy.stop();
        copy.stop();
        EXPECT_FALSE(stopped.is_active());
    }
    number.set(2);
    EXPECT_EQ(seen, (std::vector{1, 10, 2}));
}

TEST(to, outside_of_any_owner_goes_on_as_long_as_its_handles) {
    told_mistakes told;
    std::vector<int> seen;
    auto number = create_signal(1);
    {
        auto direct = to(number, [&](int now) { seen.push_back(now); });
        std::optional computed = to([=] { return number() * 10; },
                                    [&](int now) {
                                        seen.push_back(now);
                                        on_cleanup([&] { seen.push_back(-1); });
                                    });
        auto copy = computed;
        computed.reset();
        number.set(2);
        EXPECT_TRUE(copy->is_active());
    }
    number.set(3);
    EXPECT_EQ(seen, (std::vector{1, 10, 2, -1, 20, -1}));
    told.expect({});
}

TEST(to, runs_its_sink_after_the_page_is_up_to_date) {
    log seen;
    scoped_root root;
    auto number = create_signal(1);
    root.run([&] {
        to(number, [&](int now) { seen.push_back("out " + std::to_string(now)); });
        create_render_effect([&] { seen.push_back("page " + std::to_string(number())); });
    });
    seen.clear();
    number.set(2);
    EXPECT_EQ(seen, (log{"page 2", "out 2"}));
}

TEST(to, does_not_track_what_the_sink_reads_and_lets_it_write) {
    std::vector<int> seen;
    scoped_root root;
    auto number = create_signal(1), other = create_signal(1);
    root.run([&] {
        to(number, [&](int now) {
            seen.push_back(now + other());
            if (now < 3) number.set(now + 1);
        });
    });
    other.set(100);
    EXPECT_EQ(seen, (std::vector{2, 3, 4}));
}

TEST(to, may_be_stopped_by_its_own_sink) {
    std::vector<int> seen;
    auto number = create_signal(1);
    for (bool owned : {false, true}) {
        scoped_root root;
        std::optional<subscription> self;
        run_with_owner(owned ? root.get() : nullptr, [&] {
            self = to([=] { return std::make_unique<int>(number()); },
                      [&](const std::unique_ptr<int>& now) {
                          if (*now == 2) self->stop(), self.reset();
                          seen.push_back(*now);
                      });
        });
        number.set(2);
        number.set(1);
    }
    EXPECT_EQ(seen, (std::vector{1, 2, 1, 2}));
}

TEST(to, ends_before_a_value_it_waits_for_when_its_owner_ends) {
    std::vector<int> seen;
    auto number = create_signal(1);
    auto root = std::make_unique<scoped_root>();
    scoped_root other;
    other.run([&] {
        create_render_effect([&] {
            if (number() == 2) root.reset();
        });
    });
    root->run([&] { to(number, [&](int now) { seen.push_back(now); }); });
    number.set(2);
    EXPECT_EQ(seen, (std::vector{1}));
}

TEST(to, in_an_ended_owner_hands_over_nothing) {
    told_mistakes told;
    scoped_root root;
    root.get()->dispose();
    auto none = root.run([&] { return to([] { return 1; }, [](int) { ADD_FAILURE(); }); });
    EXPECT_FALSE(none.is_active());
    told.expect({mistake::made_in_disposed_owner});
}

TEST(to, hands_over_nothing_on_a_server) {
    detail::this_graph.renders_once = true;
    scoped_root().run([] {
        auto none = to([] { return ADD_FAILURE(), 1; }, [](int) { ADD_FAILURE(); });
        EXPECT_FALSE(none.is_active());
    });
    detail::this_graph.renders_once = false;
}

TEST(to, hands_over_what_a_transition_will_show_when_it_settles) {
    std::vector<int> seen;
    held_page page;
    auto number = create_signal(1);
    page.root.run([&] {
        to(number, [&](int now) { seen.push_back(now); });
        to([=] { return number() * 10; }, [&](int now) { seen.push_back(now); });
    });
    page.hold([&] { number.set(2); });
    EXPECT_EQ(seen, (std::vector{1, 10}));
    page.settle();
    EXPECT_EQ(seen, (std::vector{1, 10, 2, 20}));
}

TEST(bridges, feed_one_another_from_end_to_end) {
    emitter first, second;
    std::vector<int> out;
    scoped_root root;
    root.run([&] {
        auto in = from(first.subscribe(), 0);
        to([=] { return in() * 2; }, [&](int now) { second.emit(now); });
        auto again = from(second.subscribe(), -1);
        to(again, [&](int now) { out.push_back(now); });
    });
    first.emit(1);
    first.emit(4);
    EXPECT_EQ(out, (std::vector{-1, 2, 8}));
}

}  // namespace
}  // namespace solder

namespace elsewhere {

/// Through its argument a call of `to` finds that of solder too.
template <class T>
struct box {
    T operator()() const { return {}; }
};
template <class T>
std::string to(const box<T>&, int) {
    return "theirs";
}
template <class T>
std::string from(const box<T>&, int) {
    return "theirs";
}

TEST(bridges, leave_functions_of_the_same_names_alone) {
    box<std::optional<solder::subscription>> argument;
    EXPECT_EQ(to(argument, 1), "theirs");
    EXPECT_EQ(from(argument, 1), "theirs");
    auto number = [] { return 1; };
    auto takes_text = [](const std::string&) {};
    auto can_go_to = [](auto read, auto sink) { return requires { solder::to(read, sink); }; };
    EXPECT_FALSE(can_go_to(number, takes_text));
    EXPECT_FALSE(can_go_to(1, 2));
    auto can_come_from = [](auto source, auto first) { return requires { solder::from(source, first); }; };
    EXPECT_FALSE(can_come_from(takes_text, 1));
    EXPECT_FALSE(can_come_from(1, 2));
}

}  // namespace elsewhere
