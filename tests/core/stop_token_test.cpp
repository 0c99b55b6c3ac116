#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <solder/core/callback.hpp>
#include <solder/core/stop_token.hpp>
#include <string>

namespace solder {
namespace {

using erased_stop_callback = stop_callback<callback<void()>>;

TEST(stop_token, without_a_source_never_stops) {
    stop_token token;
    bool called = false;
    stop_callback watch(token, [&] { called = true; });
    EXPECT_FALSE(token.stop_possible());
    EXPECT_FALSE(token.stop_requested());
    EXPECT_FALSE(called);
}

TEST(stop_token, tells_every_copy_once) {
    stop_source source;
    const auto other_source = source;
    const auto token = source.get_token();
    const auto copy = token;
    EXPECT_TRUE(copy.stop_possible());
    EXPECT_FALSE(copy.stop_requested());
    EXPECT_TRUE(other_source.request_stop());
    EXPECT_FALSE(source.request_stop());
    EXPECT_TRUE(copy.stop_requested());
    EXPECT_TRUE(source.stop_requested());
    EXPECT_EQ(token, copy);
    EXPECT_EQ(source, other_source);
}

TEST(stop_token, outlives_its_source) {
    std::optional<stop_source> source{std::in_place};
    const auto token = source->get_token();
    source.reset();
    EXPECT_FALSE(token.stop_requested());
}

TEST(stop_callback, runs_in_order_of_registration) {
    stop_source source;
    std::string log;
    stop_callback a(source.get_token(), [&] { log += 'a'; });
    stop_callback b(source.get_token(), [&] { log += 'b'; });
    stop_callback c(source.get_token(), [&] { log += 'c'; });
    source.request_stop();
    source.request_stop();
    EXPECT_EQ(log, "abc");
}

TEST(stop_callback, runs_at_once_when_stop_was_requested_before) {
    stop_source source;
    source.request_stop();
    int calls = 0;
    {
        stop_callback late(source.get_token(), [&] { ++calls; });
        EXPECT_EQ(calls, 1);
    }
    EXPECT_EQ(calls, 1);
}

TEST(stop_callback, does_not_run_when_destroyed_before) {
    stop_source source;
    bool called = false;
    {
        stop_callback gone(source.get_token(), [&] { called = true; });
    }
    source.request_stop();
    EXPECT_FALSE(called);
}

TEST(stop_callback, may_outlive_source_and_token) {
    bool called = false;
    std::optional<stop_source> source{std::in_place};
    stop_callback left(source->get_token(), [&] { called = true; });
    source.reset();
    EXPECT_FALSE(called);
}

TEST(stop_callback, may_destroy_itself_and_still_use_its_captures) {
    stop_source source;
    std::string log;
    std::unique_ptr<erased_stop_callback> self;
    self = std::make_unique<erased_stop_callback>(source.get_token(),
                                                  [&, text = std::string("a long text, kept on the heap")] {
                                                      self.reset();
                                                      log += text;
                                                  });
    source.request_stop();
    EXPECT_EQ(log, "a long text, kept on the heap");
}

TEST(stop_callback, may_destroy_others_before_and_after_it) {
    stop_source source;
    std::string log;
    std::optional<erased_stop_callback> before, after, last;
    before.emplace(source.get_token(), [&] { log += "before "; });
    stop_callback middle(source.get_token(), [&] {
        before.reset();
        after.reset();
        log += "middle ";
    });
    after.emplace(source.get_token(), [&] { log += "after "; });
    last.emplace(source.get_token(), [&] { log += "last"; });
    source.request_stop();
    EXPECT_EQ(log, "before middle last");
}

TEST(stop_callback, may_destroy_the_source) {
    std::optional<stop_source> source{std::in_place};
    std::string log;
    stop_callback first(source->get_token(), [&] {
        source.reset();
        log += "first ";
    });
    stop_callback second(source->get_token(), [&] { log += "second"; });
    source->request_stop();
    EXPECT_EQ(log, "first second");
}

TEST(stop_callback, made_while_others_run_runs_at_once) {
    stop_source source;
    std::string log;
    std::optional<erased_stop_callback> inner;
    stop_callback outer(source.get_token(), [&] {
        inner.emplace(source.get_token(), [&] { log += "inner "; });
        EXPECT_FALSE(source.request_stop());
        log += "outer ";
    });
    stop_callback next(source.get_token(), [&] { log += "next"; });
    source.request_stop();
    EXPECT_EQ(log, "inner outer next");
}

}  // namespace
}  // namespace solder
