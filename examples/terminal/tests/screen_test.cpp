#include "../screen.hpp"
#include "fakes.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>

namespace monitor {
namespace {

using lines = std::vector<std::string>;

class screen_fixture : public ::testing::Test {
protected:
    screen_fixture() {
        screen_.clear({3, 10});
        time_.run();
        terminal_.written.clear();
    }

    solder::manual_environment time_;
    fake_terminal terminal_;
    screen screen_{[this](std::string_view bytes) { terminal_.write(bytes); }};
};

TEST(printable, leaves_printable_ascii_as_it_is) {
    std::string all;
    for (char byte = ' '; byte <= '~'; ++byte) all += byte;
    EXPECT_EQ(printable(all), all);
}

TEST(printable, spells_every_other_byte) {
    EXPECT_EQ(printable(std::string_view("\x00\x1b[2J\n\x7f\x9b\xc3\xa4", 10)), R"(\x00\x1b[2J\x0a\x7f\x9b\xc3\xa4)");
}

TEST_F(screen_fixture, writes_what_is_shown_in_a_turn_in_one_piece) {
    screen_.show(0, {"one"});
    screen_.show(2, {"three", look::bold});
    EXPECT_EQ(terminal_.written, lines{});
    time_.run();
    EXPECT_EQ(terminal_.written, lines{"\x1b[1;1Hone\x1b[K\x1b[3;1H\x1b[1mthree\x1b[0m\x1b[K"});
    screen_.show(1, {"two"});
    time_.run();
    EXPECT_EQ(terminal_.shown(), (lines{"one", "two", "three"}));
}

TEST_F(screen_fixture, a_shorter_line_leaves_nothing_of_a_longer_one) {
    screen_.show(0, {"long line"});
    screen_.show(0, {"short"});
    time_.run();
    EXPECT_EQ(terminal_.shown(), lines{"short"});
}

TEST_F(screen_fixture, cuts_a_line_at_the_edge_and_does_not_erase_its_last_letter) {
    screen_.show(0, {"0123456789abc"});
    screen_.show(1, {"01234567\x1b"});
    time_.run();
    EXPECT_EQ(terminal_.written, lines{"\x1b[1;1H0123456789\x1b[2;1H01234567\\x"});
}

TEST_F(screen_fixture, marks_a_row_to_the_edge) {
    screen_.show(0, {"abc", look::marked});
    time_.run();
    EXPECT_EQ(terminal_.written, lines{"\x1b[1;1H\x1b[7mabc       \x1b[0m"});
}

TEST_F(screen_fixture, leaves_out_rows_that_are_not_there) {
    screen_.show(3, {"below"});
    screen_.show(-1, {"above"});
    time_.run();
    EXPECT_EQ(terminal_.written, lines{});
}

TEST(screen, writes_nothing_once_it_is_destroyed) {
    solder::manual_environment time;
    {
        screen gone([](std::string_view) { FAIL() << "written"; });
        gone.clear({3, 10});
    }
    time.run();
}

}  // namespace
}  // namespace monitor
