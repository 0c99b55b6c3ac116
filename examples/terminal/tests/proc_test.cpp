#include "../proc.hpp"
#include <gtest/gtest.h>

namespace monitor {
namespace {

using solder::error_kind;

/// A stat text as the kernel writes it, of a process called `name`.
std::string stat_of(const std::string& name) {
    return "42 (" + name +
           ") R 1 42 42 34816 42 4194304 113 0 2 0 7 5 0 0 20 -5 3 0 8812 2998272 395 18446744073709551615 1 1 0 0\n";
}

TEST(parse_load, reads_averages_and_threads) {
    EXPECT_EQ(parse_load("0.20 1.18 12.05 3/181 11206\n"), (load_average{0.20, 1.18, 12.05, 3, 181}));
}

TEST(parse_load, refuses_what_is_not_a_load) {
    for (auto text :
         {"", "\n", "0.20", "0.20 0.18 0.12", "0.20 0.18 0.12 3", "0.20 0.18 0.12 3/ 1", "0.20 0.18 0.12 /181 1",
          "a 0.18 0.12 3/181 1", "0.20 0.18x 0.12 3/181 1", "0.20 0.18 0.12 3/99999999999999999999 1"}) {
        auto load = parse_load(text);
        ASSERT_FALSE(load) << text;
        EXPECT_EQ(load.error().message, "/proc/loadavg is not as proc(5) describes it");
    }
}

TEST(parse_memory, reads_the_lines_that_count_wherever_they_stand) {
    EXPECT_EQ(parse_memory("SwapFree:  5 kB\nMemTotal:   24684092 kB\nMemFree: 1 kB\nMemAvailable: 23767640 kB\n"
                           "SwapTotal: 7 kB\nHugePages_Total:       0\n"),
              (memory_use{24684092, 23767640, 7, 5}));
}

TEST(parse_memory, takes_a_missing_swap_for_none_and_needs_no_end_of_line) {
    EXPECT_EQ(parse_memory("MemTotal: 10 kB\nMemAvailable: 4 kB"), (memory_use{10, 4, 0, 0}));
}

TEST(parse_memory, refuses_what_lacks_or_garbles_a_figure) {
    for (auto text : {"", "MemTotal: 10 kB\n", "MemAvailable: 10 kB\n", "MemTotal: -1 kB\nMemAvailable: 4 kB\n",
                      "MemTotal:\nMemAvailable: 4 kB\n", "MemTotal: 10kB\nMemAvailable: 4 kB\n"})
        EXPECT_FALSE(parse_memory(text)) << text;
}

TEST(parse_stat, reads_a_process) {
    EXPECT_EQ(parse_stat(stat_of("head")), (process_stat{42, "head", 'R', 12, 8812, 395}));
}

TEST(parse_stat, takes_any_name) {
    for (std::string name : {"", "a b", "(sd-pam)", ") R 1 1 1", "a) (b", "((", "))", "1 (x) S 0", "\x1b[2J", "a\tb",
                             "\xff\xc3", "tmux: server"}) {
        EXPECT_EQ(parse_stat(stat_of(name)), (process_stat{42, name, 'R', 12, 8812, 395})) << name;
    }
}

TEST(parse_stat, refuses_what_is_not_a_process) {
    auto whole = stat_of("x");
    std::vector<std::string> texts{"", "42", "42 (x", "42 )x( R", "(x) R 1", "42 (x) RR" + whole.substr(8)};
    // Cut off anywhere before the last field that is read has ended.
    for (std::size_t length = 0; length < whole.find(" 395") + 2; ++length) texts.push_back(whole.substr(0, length));
    for (auto bad : {"a", "-5", "1.5", "99999999999999999999"}) {
        auto text = whole;
        texts.push_back(text.replace(text.find(" 7 5 ") + 1, 1, bad));
    }
    for (const auto& text : texts) EXPECT_FALSE(parse_stat(text)) << text;
}

}  // namespace
}  // namespace monitor
