#include "running_server.hpp"
#include <atomic>
#include <csignal>
#include <ctime>
#include <deque>
#include <latch>
#include <solder/core/environment.hpp>

namespace solder {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using test::client;
using test::running_server;
using test::soon;

/// The response without its date, which changes.
std::string undated(std::string text) {
    for (auto at = text.find("date: "); at != std::string::npos; at = text.find("date: ")) text.erase(at, 37);
    return text;
}

/// Answers with method, target and body.
std::unique_ptr<pending_reply> echo(http_request r, http_reply reply) {
    http_response response;
    response.body = std::string(to_string(r.method)) + ' ' + r.target + ' ' + r.body;
    response.headers.append("x-peer", r.peer);
    reply(std::move(response));
    return nullptr;
}

std::string get(std::string_view target, std::string_view more = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: h\r\n" + std::string(more) + "\r\n";
}

std::string ok(std::string_view body) {
    return "HTTP/1.1 200 OK\r\nx-peer: 127.0.0.1\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

TEST(listener, keeps_a_connection_for_further_requests) {
    running_server s(echo);
    client c(s.port());
    EXPECT_EQ(undated(c.send(get("/a?b")).until("GET /a?b ")), ok("GET /a?b "));
    EXPECT_EQ(undated(c.send(get("/c")).until("GET /c ")), ok("GET /c "));
    EXPECT_TRUE(c.send(get("/d", "Connection: close\r\n")).rest().contains("connection: close\r\n"));
}

// After requests in a row a thread stays awake for a moment.
TEST(listener, sleeps_when_nobody_asks_any_more) {
    running_server s(echo);
    client c(s.port());
    for (int i = 0; i < 200; ++i) c.send(get("/")).until("GET / ");
    const auto used_before = std::clock();  // by all threads
    std::this_thread::sleep_for(300ms);
    EXPECT_LT(std::clock() - used_before, CLOCKS_PER_SEC / 10);
}

TEST(listener, answers_requests_sent_together_in_order) {
    running_server s(echo);
    client c(s.port());
    std::string all, expected;
    for (int i = 0; i < 100; ++i) {
        const std::string target = "/" + std::to_string(i);
        all += i % 2 ? get(target) : "POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
        expected += i % 2 ? ok("GET " + target + " ") : ok("POST " + target + " abc");
    }
    all += get("/end", "Connection: close\r\n");
    std::string got = undated(c.send(all).rest());
    EXPECT_EQ(got.substr(0, expected.size()), expected);
    EXPECT_TRUE(got.ends_with("GET /end "));
}

TEST(listener, leaves_the_body_out_for_head_and_keeps_its_length) {
    running_server s(echo);
    client c(s.port());
    c.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n" + get("/b"));
    EXPECT_EQ(undated(c.until("GET /b ")),
              "HTTP/1.1 200 OK\r\nx-peer: 127.0.0.1\r\ncontent-length: 8\r\n\r\n" + ok("GET /b "));
}

TEST(listener, sends_no_body_and_no_length_where_none_may_be) {
    running_server s([](http_request r, http_reply reply) -> std::unique_ptr<pending_reply> {
        reply({.status = r.path == "/304" ? 304u : 204u, .body = std::string("not for the wire")});
        return nullptr;
    });
    client c(s.port());
    EXPECT_EQ(undated(c.send(get("/304")).until("\r\n\r\n")), "HTTP/1.1 304 Not Modified\r\n\r\n");
    EXPECT_EQ(undated(c.send(get("/204")).until("\r\n\r\n")), "HTTP/1.1 204 No Content\r\n\r\n");
}

TEST(listener, closes_after_http_1_0_unless_asked_to_stay) {
    running_server s(echo);
    EXPECT_TRUE(client(s.port()).send("GET / HTTP/1.0\r\n\r\n").rest().ends_with("connection: close\r\n\r\nGET / "));
    client c(s.port());
    c.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_TRUE(c.until("GET / ").contains("connection: keep-alive\r\n"));
    EXPECT_TRUE(c.send("GET /b HTTP/1.0\r\n\r\n").rest().ends_with("GET /b "));
}

TEST(listener, refuses_what_is_too_large_or_no_http_in_words_and_closes) {
    running_server s(echo, {.header_bytes = 2000, .body_bytes = 5000});
    const auto answer = [&](const std::string& text) { return client(s.port()).send(text).rest().substr(0, 12); };
    EXPECT_EQ(answer("nonsense\r\n\r\n"), "HTTP/1.1 400");
    EXPECT_EQ(answer(get("/", "x: " + std::string(100'000, 'a') + "\r\n")), "HTTP/1.1 431");
    EXPECT_EQ(answer("GET /" + std::string(100'000, 'a')), "HTTP/1.1 414");
    const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(answer(post + "Content-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'a')), "HTTP/1.1 413");
    EXPECT_EQ(answer(post + "Transfer-Encoding: chunked\r\n\r\n2000\r\n" + std::string(0x2000, 'a')), "HTTP/1.1 413");
    EXPECT_EQ(answer(post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(100'000, 'a')), "HTTP/1.1 431");
    EXPECT_EQ(answer(post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "HTTP/1.1 400");
}

TEST(listener, takes_bodies_up_to_the_limit) {
    running_server s(echo);
    const std::string body(1024 * 1024, 'b');
    client c(s.port());
    c.send("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1048576\r\n\r\n").send(body);
    EXPECT_TRUE(c.rest().ends_with("\r\n\r\nPOST / " + body));
}

TEST(listener, asks_for_a_body_only_when_it_would_take_it) {
    running_server s(echo);
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: ";
    client c(s.port());
    EXPECT_EQ(c.send(head + "3\r\n\r\n").until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(undated(c.send("abc").until("abc")), ok("POST / abc"));
    EXPECT_TRUE(client(s.port()).send(head + "3000000\r\n\r\n").rest().starts_with("HTTP/1.1 413"));
}

TEST(listener, closes_on_clients_that_are_too_slow) {
    running_server s(echo, {.header_time = 60ms, .body_time = 60ms, .idle_time = 60ms});
    EXPECT_EQ(client(s.port()).rest(), "");
    EXPECT_TRUE(client(s.port()).send("GET / HT").rest().starts_with("HTTP/1.1 408"));
    EXPECT_TRUE(client(s.port())
                    .send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab")
                    .rest()
                    .starts_with("HTTP/1.1 408"));
    client drip(s.port());  // a byte now and then does not buy more time
    drip.send("GET / HTTP/1.1\r\n");
    const auto start = steady_clock::now();
    while (steady_clock::now() - start < 200ms) {
        drip.send("x");
        std::this_thread::sleep_for(10ms);
    }
    EXPECT_TRUE(drip.rest().starts_with("HTTP/1.1 408"));
}

TEST(listener, turns_connections_past_the_limit_away) {
    running_server s(echo, {.connections = 1});
    client first(s.port());
    first.send(get("/a")).until("GET /a ");
    EXPECT_TRUE(client(s.port()).rest().starts_with("HTTP/1.1 503"));
    first.hang_up();
    EXPECT_TRUE(
        soon([&] { return client(s.port()).send(get("/", "Connection: close\r\n")).rest().contains("200 OK"); }));
}

// Handlers are plain functions here, so what they tell the test is global.
std::atomic<int> started, destroyed;

struct watched_operation final : pending_reply {
    http_reply reply;
    explicit watched_operation(http_reply r) : reply(std::move(r)) { ++started; }
    ~watched_operation() override { ++destroyed; }
};

std::unique_ptr<pending_reply> never(http_request, http_reply reply) {
    return std::make_unique<watched_operation>(std::move(reply));
}

TEST(listener, destroys_the_work_of_a_client_that_goes_away) {
    started = destroyed = 0;
    running_server s(never);
    client c(s.port());
    c.send(get("/"));
    ASSERT_TRUE(soon([] { return started == 1; }));
    EXPECT_EQ(destroyed, 0);
    c.hang_up();
    EXPECT_TRUE(soon([] { return destroyed == 1; }));
}

TEST(listener, destroys_the_work_of_a_client_that_sent_ahead_and_goes_away) {
    started = destroyed = 0;
    running_server s(never);
    client c(s.port());
    c.send(get("/"));
    ASSERT_TRUE(soon([] { return started == 1; }));
    c.send(std::string(64 * 1024, 'x'));  // more than is read while a request is answered
    c.hang_up();
    EXPECT_TRUE(soon([] { return destroyed == 1; }));
}

TEST(listener, a_request_that_blocks_its_thread_keeps_nobody_from_coming_in) {
    static std::latch* go = nullptr;
    std::latch released(1);
    go = &released;
    started = 0;
    running_server s([](http_request r, http_reply reply) -> std::unique_ptr<pending_reply> {
        ++started;
        if (r.path == "/block") go->wait();
        reply({.body = "done"});
        return nullptr;
    });
    client blocked(s.port());  // of the first thread
    blocked.send(get("/block"));
    ASSERT_TRUE(soon([] { return started == 1; }));
    EXPECT_TRUE(client(s.port()).send(get("/", "Connection: close\r\n")).rest().ends_with("done"));
    released.count_down();
    EXPECT_TRUE(blocked.until("done").ends_with("done"));
}

TEST(listener, takes_the_longest_time_there_is_for_no_limit) {
    constexpr auto never_ends = std::chrono::milliseconds::max();
    running_server s(echo, {.header_time = never_ends,
                            .body_time = never_ends,
                            .streamed_body_time = never_ends,
                            .idle_time = never_ends,
                            .write_time = never_ends,
                            .stop_time = never_ends});
    client c(s.port());
    for (int i = 0; i < 2; ++i) {
        std::this_thread::sleep_for(300ms);  // longer than between two looks at deadlines
        EXPECT_EQ(undated(c.send(get("/a")).until("GET /a ")), ok("GET /a "));
    }
}

/// Replies on a later turn, through the task queue of the thread.
std::unique_ptr<pending_reply> later(http_request r, http_reply reply) {
    auto operation = std::make_unique<watched_operation>(std::move(reply));
    const auto delay = r.path == "/now" ? 0ms : 20ms;
    const auto before = current_clock().now();
    current_task_queue().post_after(delay, [&operation = *operation, path = r.path, delay, before] {
        const bool in_time = current_clock().now() - before >= delay;
        operation.reply({.body = in_time ? "late " + path : "too early"});
    });
    return operation;
}

TEST(listener, sends_replies_that_come_later_in_order_and_frees_their_work) {
    started = destroyed = 0;
    running_server s(later);
    client c(s.port());
    c.send(get("/1") + get("/now") + get("/3", "Connection: close\r\n"));
    EXPECT_EQ(undated(c.rest()),
              "HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nlate /1"
              "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nlate /now"
              "HTTP/1.1 200 OK\r\ncontent-length: 7\r\nconnection: close\r\n\r\nlate /3");
    EXPECT_TRUE(soon([] { return destroyed == 3; }));
}

TEST(listener, answers_500_when_the_handler_forgets_or_throws) {
    running_server s([](http_request r, http_reply) -> std::unique_ptr<pending_reply> {
        if (r.path == "/throw") throw std::runtime_error("for the log only");
        return nullptr;
    });
    client c(s.port());
    for (const auto path : {"/forget", "/throw", "/forget"}) {
        EXPECT_TRUE(c.send(get(path)).until("went wrong.\n").starts_with("HTTP/1.1 500"));
    }
}

/// Counts from 1 to 3; with `/later` each piece comes on a later turn, with `/fail` the third is a failure.
class counting_stream final : public body_stream {
public:
    explicit counting_stream(std::string path) : path_(std::move(path)) {}
    ~counting_stream() override { ++destroyed; }
    void next(callback<void(result<body_piece>)> done) override {
        ++started;
        const int n = ++count_;
        if (path_ == "/stuck" && n == 2) return void(done_ = std::move(done));
        if (path_ == "/endless") return done(body_piece{std::string(100'000, 'x')});
        if (path_ == "/fail" && n == 3) return done(fail("for the log"));
        body_piece piece{n == 2 ? "" : std::to_string(n), n == 3};
        if (path_ != "/later") return done(std::move(piece));
        done_ = std::move(done);
        current_task_queue().post([this, piece = std::move(piece)]() mutable { done_(std::move(piece)); });
    }

private:
    std::string path_;
    callback<void(result<body_piece>)> done_;
    int count_ = 0;
};

std::unique_ptr<pending_reply> counting(http_request r, http_reply reply) {
    reply({.body = std::make_unique<counting_stream>(r.path)});
    return nullptr;
}

TEST(listener, streams_in_chunks_and_keeps_the_connection) {
    running_server s(counting);
    const std::string expected = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n1\r\n1\r\n3\r\n0\r\n\r\n";
    client c(s.port());
    EXPECT_EQ(undated(c.send(get("/now")).until("0\r\n\r\n")), expected);
    EXPECT_EQ(undated(c.send(get("/later")).until("0\r\n\r\n")), expected);
    EXPECT_EQ(undated(c.send("GET / HTTP/1.0\r\n\r\n").rest()), "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n13");
}

TEST(listener, cuts_a_failed_stream_so_that_the_reader_can_tell) {
    running_server s(counting);
    client c(s.port());
    const std::string got = c.send(get("/fail")).rest();
    EXPECT_FALSE(got.contains("0\r\n\r\n"));
    EXPECT_TRUE(c.was_reset());
}

// Its end is the end of the connection: a proper one would say that the body is whole.
TEST(listener, cuts_a_stream_without_chunks_that_it_does_not_bring_to_its_end) {
    started = destroyed = 0;
    running_server s(counting, {.write_time = 60ms, .stop_time = 50ms});
    client whole(s.port());
    EXPECT_TRUE(whole.send("GET / HTTP/1.0\r\n\r\n").rest().ends_with("\r\n\r\n13"));
    EXPECT_FALSE(whole.was_reset());
    client slow(s.port());
    slow.send("GET /endless HTTP/1.0\r\n\r\n").until("\r\n\r\n");
    ASSERT_TRUE(soon([] { return destroyed == 2; }));
    (void)slow.rest();
    EXPECT_TRUE(slow.was_reset());
    client stuck(s.port());
    stuck.send("GET /stuck HTTP/1.0\r\n\r\n").until("\r\n\r\n1");
    s.stop();
    EXPECT_EQ(stuck.rest(), "");
    EXPECT_TRUE(stuck.was_reset());
}

TEST(listener, asks_a_stream_for_no_more_than_the_client_reads) {
    started = destroyed = 0;
    running_server s(counting);
    client c(s.port());
    c.send(get("/endless")).until("\r\n\r\n");
    int before = -1;  // the pieces asked for stop growing once the system's buffers are full
    EXPECT_TRUE(soon([&] {
        std::this_thread::sleep_for(50ms);
        return std::exchange(before, started.load()) == started.load();
    }));
    EXPECT_LT(started, 1000);
    EXPECT_EQ(destroyed, 0);
    c.hang_up();
    EXPECT_TRUE(soon([] { return destroyed == 1; }));
}

TEST(listener, gives_up_on_clients_that_do_not_read) {
    started = destroyed = 0;
    running_server s(counting, {.write_time = 60ms});
    client c(s.port());
    c.send(get("/endless"));
    EXPECT_TRUE(soon([] { return destroyed == 1; }));
}

TEST(listener, gives_up_on_clients_that_send_on_and_do_not_read) {
    started = destroyed = 0;
    running_server s(counting, {.write_time = 60ms});
    client c(s.port());
    c.send(get("/endless"));
    EXPECT_TRUE(soon([&] {
        c.send(".");
        std::this_thread::sleep_for(10ms);
        return destroyed == 1;
    }));
}

TEST(listener, stops_at_once_when_connections_are_idle) {
    running_server s(echo);
    client idle(s.port());
    idle.send(get("/a")).until("GET /a ");
    EXPECT_LT(s.stop(), 500ms);
    EXPECT_EQ(idle.rest(), "");
}

TEST(listener, lets_running_requests_end_while_it_stops) {
    started = destroyed = 0;
    running_server s(later, {.stop_time = 4000ms});
    client c(s.port());
    c.send(get("/"));
    ASSERT_TRUE(soon([] { return started == 1; }));
    EXPECT_LT(s.stop(), 2000ms);
    EXPECT_TRUE(c.rest().ends_with("connection: close\r\n\r\nlate /"));
}

TEST(listener, stops_at_once_when_nobody_has_to_wait_for_what_runs) {
    struct waiting final : pending_reply {
        explicit waiting(http_reply to) : kept(std::move(to)) {}
        [[nodiscard]] bool holds_up_stop() const override { return false; }
        http_reply kept;
    };
    static std::atomic<int> begun;
    begun = 0;
    running_server s(
        [](const http_request&, http_reply reply) {
            ++begun;
            return std::make_unique<waiting>(std::move(reply));
        },
        {.stop_time = 60s});
    client c(s.port());
    c.send(get("/"));
    ASSERT_TRUE(soon([] { return begun == 1; }));
    EXPECT_LT(s.stop(), 30s);
    EXPECT_EQ(c.rest(), "");
}

TEST(listener, gives_up_on_requests_that_do_not_end_in_time) {
    started = destroyed = 0;
    running_server s(never, {.stop_time = 50ms});
    client c(s.port());
    c.send(get("/"));
    ASSERT_TRUE(soon([] { return started == 1; }));
    EXPECT_LT(s.stop(), 1000ms);
    EXPECT_EQ(destroyed, 1);
}

TEST(listener, stops_on_sigterm) {
    auto s = http_server::listen({.port = 0, .threads = 2}, [] { return http_handler(echo); }).value();
    std::thread thread([&] { s->run(); });
    client c(s->port());
    c.send(get("/a")).until("GET /a ");  // answered: the signals are watched
    kill(getpid(), SIGTERM);
    thread.join();
    EXPECT_EQ(c.rest(), "");
}

/// A server whose one thread is blocked by a request, sent one signal after the other.
void signal_again_and_again() {
    started = 0;
    auto s = http_server::listen({.port = 0, .threads = 1}, [] {
                 return http_handler([](http_request&&, http_reply&&) -> std::unique_ptr<pending_reply> {
                     ++started;
                     for (;;) std::this_thread::sleep_for(1s);
                 });
             }).value();
    std::thread thread([&] { s->run(); });
    client c(s->port());
    c.send(get("/"));
    soon([] { return started == 1; });
    soon([] { return kill(getpid(), SIGTERM) != 0; });
    _exit(1);
}

TEST(listener_death, ends_by_a_second_signal_when_a_request_holds_up_the_stop) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(signal_again_and_again(), testing::KilledBySignal(SIGTERM), "");
}

TEST(listener, says_which_port_is_taken_and_which_address_is_none) {
    running_server s(echo);
    const auto second = http_server::listen({.port = s.port()}, [] { return http_handler(echo); });
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().message, "Cannot listen on 127.0.0.1: port " + std::to_string(s.port()) +
                                          " is already in use by another program.");
    const auto nowhere = http_server::listen({.address = "nowhere"}, [] { return http_handler(echo); });
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().message, "Cannot listen on nowhere: it is not a numeric address.");
}

}  // namespace
}  // namespace solder
