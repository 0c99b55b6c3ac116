// Random graphs against a naive model of them. Every run is of one seed and can be had again:
//
//   SOLDER_MODEL_SEED=7 SOLDER_MODEL_STEPS=1000000 solder_test_reactive --gtest_filter='graph_model.*'
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <tests/reactive/graph_model.hpp>
#include <unistd.h>

// There with the address sanitizer alone.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*)());

namespace solder::graph_model {
namespace {

constexpr int steps_of_a_world = 500;

struct {
    std::uint64_t seed = 0;
    int step = 0;
} place;

/// Says where a crash happened, with what is allowed in a signal handler.
void tell_place() {
    char text[120];
    int length = std::snprintf(text, sizeof text, "model test: seed %llu, step %d\n",
                               static_cast<unsigned long long>(place.seed), place.step);
    if (length > 0) (void)!write(STDERR_FILENO, text, static_cast<std::size_t>(length));
}

void tell_place_and_die(int which) {
    tell_place();
    std::signal(which, SIG_DFL);
    std::raise(which);
}

void tell_place_of_crashes() {
    std::signal(SIGABRT, tell_place_and_die);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(tell_place);
    else
        std::signal(SIGSEGV, tell_place_and_die);
}

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

void add(world::tally& sum, const world::tally& more) {
    sum.runs_again += more.runs_again;
    sum.reads += more.reads;
    sum.cleanups += more.cleanups;
    sum.ends += more.ends;
    sum.writes_inside += more.writes_inside;
    sum.errors += more.errors;
}

/// The graphs did do something: a model that nothing happens in has nothing against it.
void expect_much_was_checked(const world::tally& sum, std::uint64_t steps, const features& with) {
    if (steps < 10'000) return;
    auto at_least = [&](long count, std::uint64_t one_in) {
        return static_cast<std::uint64_t>(count) * one_in > steps;
    };
    EXPECT_TRUE(at_least(sum.runs_again, 1)) << sum.runs_again;
    EXPECT_TRUE(at_least(sum.reads, 1)) << sum.reads;
    EXPECT_TRUE(at_least(sum.ends, 8)) << sum.ends;
    EXPECT_TRUE(!with.nesting || at_least(sum.cleanups, 4)) << sum.cleanups;
    EXPECT_TRUE(!with.writes || at_least(sum.writes_inside, 10)) << sum.writes_inside;
    EXPECT_TRUE(!with.errors || at_least(sum.errors, 200)) << sum.errors;
}

/// Worlds one after another, of consecutive seeds.
void walk(const features& with) {
    tell_place_of_crashes();
    auto began = std::chrono::steady_clock::now();
    auto steps = number_from("SOLDER_MODEL_STEPS", 20'000);
    auto seed = number_from("SOLDER_MODEL_SEED", 1);
    world::tally sum;
    place.seed = seed;
    for (std::uint64_t done = 0; done < steps; ++place.seed) {
        world w(place.seed, with);
        for (place.step = 1; place.step <= steps_of_a_world && done < steps; ++place.step, ++done)
            if (!w.step()) break;
        if (!w.failed()) w.end();
        if (w.failed())
            FAIL() << w.failure() << "in the world of SOLDER_MODEL_SEED=" << place.seed << ", step " << place.step;
        add(sum, w.counted());
    }
    auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began);
    std::printf("%llu steps from seed %llu: %ld runs again, %ld reads, %ld cleanups, %ld ends, %.1f s\n",
                static_cast<unsigned long long>(steps), static_cast<unsigned long long>(seed), sum.runs_again,
                sum.reads, sum.cleanups, sum.ends, took.count());
    expect_much_was_checked(sum, steps, with);
}

TEST(graph_model, signals_memos_effects_and_batches) { walk({}); }

TEST(graph_model, nested_owners_and_cleanups) { walk({.nesting = true}); }

TEST(graph_model, writes_in_effects_and_cleanups) { walk({.nesting = true, .writes = true}); }

TEST(graph_model, ends_between_runs_and_within_them) { walk({.nesting = true, .disposal = true}); }

TEST(graph_model, everything_at_once) { walk({.nesting = true, .disposal = true, .writes = true, .errors = true}); }

}  // namespace
}  // namespace solder::graph_model
