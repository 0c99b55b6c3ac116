#include <array>
#include <gtest/gtest.h>
#include <memory>
#include <solder/core/callback.hpp>
#include <solder/core/ref.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

struct counted final : ref_counted {
    explicit counted(int& at) : alive(at) { ++alive; }
    ~counted() override { --alive; }
    int& alive;
};

/// Knows where it is: what moves it as bytes shows.
struct placed {
    placed() = default;
    placed(placed&& other) noexcept : moves(other.moves + 1) {}
    int operator()() const { return self == this ? moves : -1; }
    const placed* self = this;
    int moves = 0;
};

template <class Result>
Result call_moved(callback<Result()> given) {
    callback<Result()> moved = std::move(given);
    EXPECT_FALSE(given);
    callback<Result()> assigned;
    assigned = std::move(moved);
    EXPECT_FALSE(moved);
    return assigned();
}

TEST(callback_move, keeps_what_a_small_callable_holds_and_ends_it_once) {
    int alive = 0;
    {
        auto handle = make_ref<counted>(alive);
        EXPECT_EQ(call_moved<int>([handle] { return handle->alive; }), 1);
        EXPECT_TRUE(handle.is_only_one());
    }
    EXPECT_EQ(alive, 0);
}

TEST(callback_move, keeps_what_a_large_callable_holds_and_ends_it_once) {
    int alive = 0;
    {
        auto handle = make_ref<counted>(alive);
        std::array<int, 16> much{3};
        EXPECT_EQ(call_moved<int>([handle, much] { return handle->alive + much[0]; }), 4);
        EXPECT_TRUE(handle.is_only_one());
    }
    EXPECT_EQ(alive, 0);
}

TEST(callback_move, moves_a_callable_that_knows_its_place) {
    EXPECT_GT(call_moved<int>(placed()), 0);
    auto shared = std::make_shared<int>(7);
    EXPECT_EQ(call_moved<int>([shared] { return *shared; }), 7);
    EXPECT_EQ(shared.use_count(), 1);
}

TEST(callback_move, keeps_what_lives_in_a_vector_that_grows) {
    std::vector<callback<std::string()>> all;
    for (char c = 'a'; c < 'k'; ++c) all.push_back([text = std::string(1, c)] { return text; });
    std::string read;
    for (const auto& each : all) read += each();
    EXPECT_EQ(read, "abcdefghij");
}

}  // namespace
}  // namespace solder
