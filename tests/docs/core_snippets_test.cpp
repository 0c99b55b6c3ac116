// The code of docs/core.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/core/start.hpp>

namespace {

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

TEST(core_page, first_example) {
    std::string seen;
    auto running = solder::start(describe(), [&](solder::result<std::string> how) { seen = *how; });
    EXPECT_EQ(seen, "40");
}

}  // namespace
