// Work that goes on after the request it began in: nothing of that may be touched any more.
#include "web_fixture.hpp"

namespace solder::test {
namespace {

constexpr server_function<"outliving.count", int()> count_body;
constexpr server_function<"outliving.fail", int()> fail_body;
const auto get_count = query("outliving.count", count_body);
const auto get_later = query("outliving.later", []() -> task<int> {
    co_await sleep_for(10ms);
    co_return 3;
});

/// What detached work saw, and what it begins with; set by each test.
std::vector<std::string> seen;
callback<task<int>()> work;

void define_once() {
    static const bool done = [] {
        count_body.define([]() -> task<int> {
            co_await sleep_for(10ms);
            co_return 1;
        });
        fail_body.define([]() -> task<int> {
            co_await sleep_for(10ms);
            co_return fail("a secret");
        });
        return true;
    }();
    (void)done;
}

view Page() {
    detach([]() -> task<void> {
        auto outcome = co_await as_result(work());
        seen.push_back(outcome ? std::to_string(*outcome) : outcome.error().message);
        seen.push_back(use_request() ? "in a request" : "in none");
    });
    return html("<p>page</p>");
}

class outliving_request_test : public web_fixture {
protected:
    outliving_request_test() : web_fixture(Page) {
        define_once();
        seen.clear();
    }
    /// Answers a page, and goes on until its work has ended.
    std::vector<std::string> after(callback<task<int>()> begun) {
        work = std::move(begun);
        http_request request{.target = "/"};
        request.headers.set("Host", "here");
        std::string page;
        (void)begin(std::move(request), [&](http_response reply) { page = text(reply); });  // it ends with that
        EXPECT_TRUE(page.contains("<p>page</p>"));
        time_.advance(100ms);
        return seen;
    }
    using texts = std::vector<std::string>;
};

TEST_F(outliving_request_test, a_server_function_ends_without_it) {
    EXPECT_EQ(after([] { return count_body(); }), (texts{"1", "in none"}));
}

TEST_F(outliving_request_test, a_server_function_fails_without_it) {
    EXPECT_EQ(after([] { return fail_body(); }), (texts{"a secret", "in none"}));
}

TEST_F(outliving_request_test, a_query_ends_without_it) {
    EXPECT_EQ(after([]() -> task<int> { co_return co_await get_count(); }), (texts{"1", "in none"}));
    seen.clear();
    EXPECT_EQ(after([]() -> task<int> { co_return co_await get_later(); }), (texts{"3", "in none"}));
}

TEST_F(outliving_request_test, a_query_that_begins_later_fails_in_words) {
    const auto came = after([]() -> task<int> {
        co_await sleep_for(10ms);
        co_return co_await get_count();
    });
    EXPECT_EQ(came, (texts{"a query was called outside of any page or request, or after that had ended", "in none"}));
}

}  // namespace
}  // namespace solder::test
