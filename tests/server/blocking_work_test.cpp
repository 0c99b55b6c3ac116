#include "running_server.hpp"
#include <latch>
#include <solder/core/start.hpp>
#include <solder/core/thread_pool.hpp>

namespace solder {
namespace {

using test::client;
using test::soon;

/// What the handlers of a test, which run on threads of the server, share with it.
struct shared_state {
    const thread_pool pool{2};
    std::latch go{1};
    std::atomic<int> begun = 0, stopped = 0;
};

struct running_work final : pending_reply {
    operation running;
};

task<std::string> wait_in_the_pool(std::shared_ptr<shared_state> all) {
    return all->pool.run([all](std::stop_token stop) -> std::string {
        const std::stop_callback when(stop, [all] { ++all->stopped, all->go.count_down(); });
        ++all->begun;
        all->go.wait();
        return "whole";
    });
}

/// `/slow` waits in the pool; all else is answered at once.
std::unique_ptr<pending_reply> answer(const std::shared_ptr<shared_state>& all, const http_request& asked,
                                      http_reply reply) {
    if (asked.path != "/slow") return reply({.body = "at once"}), nullptr;
    auto work = std::make_unique<running_work>();
    work->running = start(wait_in_the_pool(all), [reply = std::move(reply)](result<std::string> text) mutable {
        reply({.body = text.value_or("failed")});
    });
    return work;
}

/// A server of one thread.
class pool_server : public test::running_server {
public:
    explicit pool_server(std::shared_ptr<shared_state> all)
        : running_server(
              [all](const http_request& asked, http_reply reply) { return answer(all, asked, std::move(reply)); }, {},
              1) {}
};

constexpr std::string_view slow = "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n", quick = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

TEST(blocking_work, lets_the_thread_of_the_server_answer_others) {
    auto all = std::make_shared<shared_state>();
    pool_server server(all);
    client first(server.port()), second(server.port());
    first.send(slow);
    ASSERT_TRUE(soon([&] { return all->begun == 1; }));
    EXPECT_TRUE(second.send(quick).until("at once").ends_with("at once"));
    all->go.count_down();
    EXPECT_TRUE(first.until("whole").ends_with("whole"));
}

TEST(blocking_work, is_told_when_its_client_goes_away) {
    auto all = std::make_shared<shared_state>();
    pool_server server(all);
    client gone(server.port());
    gone.send(slow);
    ASSERT_TRUE(soon([&] { return all->begun == 1; }));
    gone.hang_up();
    EXPECT_TRUE(soon([&] { return all->stopped == 1; }));
}

TEST(blocking_work, may_end_after_the_server) {
    auto all = std::make_shared<shared_state>();
    {
        pool_server server(all);
        client c(server.port());
        c.send(slow);
        ASSERT_TRUE(soon([&] { return all->begun == 1; }));
    }
    EXPECT_EQ(all->stopped, 1);
}

}  // namespace
}  // namespace solder
