#include "../event_loop.hpp"
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace monitor {
namespace {

using namespace std::chrono_literals;

/// Both ends of a pipe.
struct pipe_ends {
    int read_end = -1, write_end = -1;
    pipe_ends() {
        int ends[2];
        if (::pipe(ends) == 0) read_end = ends[0], write_end = ends[1];
    }
    ~pipe_ends() {
        ::close(read_end);
        close_writing();
    }
    void close_writing() { ::close(std::exchange(write_end, -1)); }
    void write(char byte) const { EXPECT_EQ(::write(write_end, &byte, 1), 1); }
    [[nodiscard]] std::string read() const {
        char bytes[16];
        auto count = ::read(read_end, bytes, sizeof bytes);
        return count > 0 ? std::string(bytes, static_cast<std::size_t>(count)) : "closed";
    }
};

TEST(event_loop, is_the_environment_of_its_thread) {
    event_loop loop;
    EXPECT_EQ(&solder::current_clock(), &loop);
    EXPECT_EQ(&solder::current_task_queue(), &loop);
}

TEST(event_loop, runs_work_in_order_of_posting_and_ends_when_nothing_is_left) {
    event_loop loop;
    std::string order;
    loop.post([&] {
        order += "a";
        loop.post([&] { order += "d"; });
    });
    loop.post([&] { order += "b"; });
    loop.post([&] { order += "c"; });
    loop.run();
    EXPECT_EQ(order, "abcd");
}

TEST(event_loop, runs_timers_by_due_time_and_none_too_early) {
    event_loop loop;
    std::string order;
    auto begin = std::chrono::steady_clock::now();
    loop.post_after(20ms, [&] {
        order += "late";
        EXPECT_GE(std::chrono::steady_clock::now() - begin, 20ms);
    });
    loop.post_after(1ms, [&] { order += "soon "; });
    loop.post_after(-5ms, [&] { order += "now "; });
    loop.run();
    EXPECT_EQ(order, "now soon late");
}

TEST(event_loop, tells_of_files_that_can_be_read_also_when_they_are_closed) {
    event_loop loop;
    pipe_ends pipe;
    std::string read;
    loop.watch(pipe.read_end, [&] {
        read += pipe.read();
        if (read == "a") return pipe.close_writing();
        loop.stop();
    });
    pipe.write('a');
    loop.run();
    EXPECT_EQ(read, "aclosed");
}

TEST(event_loop, work_that_posts_itself_again_does_not_keep_files_waiting) {
    event_loop loop;
    pipe_ends pipe;
    solder::callback<void()> again = [&] { loop.post([&] { again(); }); };
    again();
    loop.watch(pipe.read_end, [&] { loop.stop(); });
    pipe.write('a');
    loop.run();  // ends
}

TEST(event_loop, a_file_may_be_watched_from_within) {
    event_loop loop;
    pipe_ends first, second;
    loop.watch(first.read_end, [&] {
        EXPECT_EQ(first.read(), "a");
        for (int i = 0; i < 100; ++i) loop.watch(second.read_end, [&] { loop.stop(); });
        second.write('b');
    });
    first.write('a');
    loop.run();  // ends
}

TEST(event_loop, stop_leaves_the_rest_for_the_next_run) {
    event_loop loop;
    std::string order;
    loop.post([&] {
        order += "a";
        loop.stop();
    });
    loop.post([&] { order += "b"; });
    loop.run();
    EXPECT_EQ(order, "a");
    loop.run();
    EXPECT_EQ(order, "ab");
}

TEST(event_loop, an_exception_leaves_the_run) {
    event_loop loop;
    loop.post([] { throw std::runtime_error("broken"); });
    EXPECT_THROW(loop.run(), std::runtime_error);
}

}  // namespace
}  // namespace monitor
