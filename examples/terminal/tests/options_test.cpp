#include "../options.hpp"
#include <gtest/gtest.h>
#include <vector>

namespace monitor {
namespace {

using namespace std::chrono_literals;

solder::result<options> parse(std::vector<const char*> words) { return parse_options(words); }

TEST(parse_options, nothing_given_means_the_defaults) {
    EXPECT_EQ(parse({}), (options{2000ms, "/proc", false, false}));
}

TEST(parse_options, reads_each_option) {
    EXPECT_EQ(parse({"--interval", "0.25", "--once", "--proc", "/host/proc", "--help"}),
              (options{250ms, "/host/proc", true, true}));
}

TEST(parse_options, takes_an_interval_up_to_its_limits) {
    EXPECT_EQ(parse({"--interval", "0.1"})->interval, 100ms);
    EXPECT_EQ(parse({"--interval", "86400"})->interval, 24h);
    for (auto word : {"", "0", "0.09", "86401", "-1", "2s", " 2", "nan", "inf", "1e99", "two"})
        EXPECT_EQ(parse({"--interval", word}).error().message,
                  std::string("--interval takes 0.1 to 86400 seconds, not ") + word);
}

TEST(parse_options, names_the_word_that_is_wrong) {
    EXPECT_EQ(parse({"--once", "-x"}).error().message, "unknown argument -x");
    EXPECT_EQ(parse({""}).error().message, "unknown argument ");
    EXPECT_EQ(parse({"--interval"}).error().message, "--interval needs a value");
    EXPECT_EQ(parse({"--proc"}).error().message, "--proc needs a value");
}

}  // namespace
}  // namespace monitor
