#include "../app.hpp"
#include "../report.hpp"
#include "fakes.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>

namespace monitor {
namespace {

using namespace std::chrono_literals;
using lines = std::vector<std::string>;
using rows = std::set<int>;

const std::string load = "load       0.25  0.50  1.00   2 of 42 threads running";
const std::string memory = "memory     [##########----------]  0.5 of 1.0 GiB   no swap";
const std::string title = "      PID  S    CPU %     MEMORY  NAME";
const std::string help = "q quit  r refresh  / search  sort: c cpu, m memory, p pid  space pause";

/// The program on a machine of four processes and a terminal of ten rows, five of them for processes.
class app_fixture : public ::testing::Test {
protected:
    app_fixture() {
        files_.set(1, "init", 0, 100);
        files_.set(20, "shell", 0, 500);
        files_.set(300, "compiler", 0, 9000);
        files_.set(4000, "editor", 0, 2000);
        app_.emplace(watched_, screen_, screen_size{10, 90}, 2s);
        time_.run();
        terminal_.touched();
    }
    void press(key pressed) {
        app_->press(pressed);
        time_.run();
    }
    void type(std::string_view text) {
        for (char letter : text) app_->press({key::letter, letter});
        time_.run();
    }
    /// The rows from `first` on.
    lines shown_from(std::size_t first) {
        auto all = terminal_.shown();
        return {all.begin() + static_cast<std::ptrdiff_t>(first), all.end()};
    }
    /// Only the names in the list, the marked one with `>`.
    lines names() {
        lines found;
        for (std::size_t row = 4; row + 1 < terminal_.shown().size(); ++row) {
            auto text = terminal_.shown()[row];
            if (text.empty()) continue;
            found.push_back((text[0] == '>' ? ">" : "") + text.substr(text.rfind(' ') + 1));
        }
        return found;
    }

    solder::manual_environment time_;
    fake_files files_;
    machine watched_{files_, {.ticks_per_second = 100, .kib_per_page = 4}};
    fake_terminal terminal_;
    screen screen_{[this](std::string_view bytes) { terminal_.write(bytes); }};
    std::optional<app> app_;
};

TEST_F(app_fixture, shows_the_machine) {
    EXPECT_EQ(terminal_.shown(), (lines{load, memory, "processes  4, by cpu, every 2 s", title,
                                        ">        1  S        -      400 K  init",       //
                                        "       20  S        -     2000 K  shell",       //
                                        "      300  S        -     35.2 M  compiler",    //
                                        "     4000  S        -     8000 K  editor", "",  //
                                        help}));
    EXPECT_EQ(terminal_.written.size(), 1u);  // in one piece
}

TEST_F(app_fixture, looks_again_after_each_interval) {
    files_.set(300, "compiler", 150, 9000);
    files_.set(4000, "editor", 2, 2000);
    files_.texts["loadavg"] = "1.00 0.60 1.00 3/43 4712\n";
    time_.advance(1999ms);
    EXPECT_EQ(terminal_.touched(), rows{});
    time_.advance(1ms);
    EXPECT_EQ(terminal_.shown(), (lines{"load       1.00  0.60  1.00   3 of 43 threads running", memory,
                                        "processes  4, by cpu, every 2 s", title,
                                        ">      300  S     75.0     35.2 M  compiler",  //
                                        "     4000  S      1.0     8000 K  editor",     //
                                        "        1  S      0.0      400 K  init",       //
                                        "       20  S      0.0     2000 K  shell", "",  //
                                        help}));
    files_.set(300, "compiler", 350, 9000);
    time_.advance(2s);
    EXPECT_EQ(shown_from(4).front(), ">      300  S    100.0     35.2 M  compiler");
}

TEST_F(app_fixture, writes_only_the_lines_that_changed) {
    time_.advance(2s);  // shares are known now
    terminal_.touched();
    terminal_.written.clear();
    time_.advance(10s);
    EXPECT_EQ(terminal_.written, lines{});  // nothing happened, nothing is written

    files_.set(20, "shell", 0, 501);
    time_.advance(2s);
    EXPECT_EQ(terminal_.written, lines{"\x1b[6;1H       20  S      0.0     2004 K  shell\x1b[K"});

    files_.texts["meminfo"] = "MemTotal: 1048576 kB\nMemAvailable: 1048576 kB\n";
    terminal_.touched();
    time_.advance(2s);
    EXPECT_EQ(terminal_.touched(), rows{1});
}

TEST_F(app_fixture, another_selection_writes_two_lines_and_reads_nothing) {
    int before = files_.reads;
    press(key::down);
    EXPECT_EQ(names(), (lines{"init", ">shell", "compiler", "editor"}));
    EXPECT_EQ(terminal_.touched(), (rows{4, 5}));
    EXPECT_EQ(files_.reads, before);
}

TEST_F(app_fixture, another_order_is_an_argument_of_the_query_and_needs_no_other_look) {
    int before = files_.reads;
    press(key::sort_by_memory);
    EXPECT_EQ(names(), (lines{">compiler", "editor", "shell", "init"}));
    EXPECT_EQ(terminal_.shown()[2], "processes  4, by memory, every 2 s");
    press(key::sort_by_pid);
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler", "editor"}));
    EXPECT_EQ(terminal_.shown()[2], "processes  4, by pid, every 2 s");
    EXPECT_EQ(files_.reads, before);
    press(key::sort_by_cpu);
    EXPECT_EQ(terminal_.shown()[2], "processes  4, by cpu, every 2 s");
}

TEST_F(app_fixture, an_order_shown_before_is_new_again_after_a_refresh) {
    press(key::sort_by_memory);
    files_.set(5, "large", 0, 99999);
    press(key::refresh);
    press(key::sort_by_cpu);
    EXPECT_EQ(names(), (lines{">init", "large", "shell", "compiler", "editor"}));
}

TEST_F(app_fixture, a_search_finds_names_and_command_lines_when_typing_pauses) {
    files_.texts["20/cmdline"] = std::string("sh\0-c\0edit it\0", 15);
    int before = files_.reads;
    press(key::search);
    type("e");
    time_.advance(100ms);
    type("D");
    EXPECT_EQ(shown_from(9), (lines{"search: eD_   Enter done  Ctrl-U clear"}));
    time_.advance(199ms);
    EXPECT_EQ(files_.reads, before);
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler", "editor"}));
    time_.advance(1ms);
    EXPECT_EQ(names(), (lines{">shell", "editor"}));
    EXPECT_EQ(terminal_.shown()[2], "processes  2 of 4 with \"eD\", by cpu, every 2 s");
    EXPECT_EQ(files_.reads - before, 4) << "each command line once";
    press(key::done);
    EXPECT_EQ(shown_from(9), (lines{help}));
    files_.set(5, "sed", 0, 1);
    time_.advance(2s);
    EXPECT_EQ(names(), (lines{">sed", "shell", "editor"})) << "what is new is searched too";

    press(key::search);
    press(key::erase_all);
    press(key::done);
    time_.advance(200ms);
    EXPECT_EQ(names(), (lines{">init", "sed", "shell", "compiler", "editor"}));
}

TEST_F(app_fixture, a_search_under_way_is_given_up_for_the_next_one) {
    for (int pid = 5000; pid < 6000; ++pid) files_.set(pid, "more", 0, 0);
    press(key::refresh);
    press(key::search);
    type("x");
    int before = files_.reads;
    // As soon as the first of the command lines have been read.
    files_.when_read = [this] { time_.post([this] { app_->press(key::sort_by_memory); }); };
    time_.advance(200ms);
    EXPECT_EQ(terminal_.shown()[2], "processes  0 of 1004 with \"x\", by memory, every 2 s");
    EXPECT_EQ(files_.reads - before, 2 * 64 + 1004) << "it ends a turn later";
}

TEST_F(app_fixture, letters_are_erased_as_people_see_them) {
    press(key::search);
    type("a\xc3\xa4");
    press(key::erase);
    EXPECT_EQ(shown_from(9), (lines{"search: a_   Enter done  Ctrl-U clear"}));
    press(key::erase);
    press(key::erase);
    EXPECT_EQ(shown_from(9), (lines{"search: _   Enter done  Ctrl-U clear"}));
}

TEST_F(app_fixture, a_look_that_fails_on_its_way_is_taken_again_before_it_is_told) {
    files_.away["loadavg"] = 2;
    files_.texts["loadavg"] = "7.00 7.00 7.00 1/2 3\n";
    press(key::refresh);
    time_.advance(749ms);
    EXPECT_EQ(terminal_.shown()[0], load);
    time_.advance(1ms);
    EXPECT_EQ(terminal_.shown()[0], "load       7.00  7.00  7.00   1 of 2 threads running");
    files_.away["loadavg"] = 3;
    press(key::refresh);
    time_.advance(750ms);
    EXPECT_EQ(terminal_.shown()[0], "load       cannot read loadavg: away");
}

TEST_F(app_fixture, the_key_refreshes_at_once) {
    files_.end(4000);
    press(key::refresh);
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler"}));
    EXPECT_EQ(terminal_.shown()[2], "processes  3, by cpu, every 2 s");
}

TEST_F(app_fixture, a_refresh_under_way_is_not_begun_again) {
    for (int pid = 5000; pid < 5200; ++pid) files_.set(pid, "more", 0, 0);
    int before = files_.reads;
    for (int i = 0; i < 5; ++i) app_->press(key::refresh);
    time_.run();
    EXPECT_EQ(files_.reads - before, 2 + 204);
}

TEST_F(app_fixture, a_pause_stops_the_interval_but_not_the_key) {
    press(key::pause);
    EXPECT_EQ(terminal_.shown()[2], "processes  4, by cpu, paused");
    files_.end(1);
    time_.advance(1min);
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler", "editor"}));
    press(key::refresh);
    EXPECT_EQ(names(), (lines{">shell", "compiler", "editor"}));
    press(key::pause);
    files_.end(20);
    time_.advance(2s);
    EXPECT_EQ(names(), (lines{">compiler", "editor"}));
}

TEST_F(app_fixture, the_selection_follows_its_process_and_stays_where_that_ended) {
    press(key::down);
    press(key::down);
    EXPECT_EQ(names(), (lines{"init", "shell", ">compiler", "editor"}));
    press(key::sort_by_memory);
    EXPECT_EQ(names(), (lines{">compiler", "editor", "shell", "init"}));
    press(key::sort_by_pid);
    files_.end(300);
    press(key::refresh);
    EXPECT_EQ(names(), (lines{"init", "shell", ">editor"}));
    files_.end(4000);
    press(key::refresh);
    EXPECT_EQ(names(), (lines{"init", ">shell"}));
}

TEST_F(app_fixture, the_selection_stops_at_both_ends) {
    press(key::up);
    EXPECT_EQ(names().front(), ">init");
    press(key::last);
    press(key::down);
    EXPECT_EQ(names().back(), ">editor");
    press(key::first);
    EXPECT_EQ(names().front(), ">init");
}

TEST_F(app_fixture, a_long_list_scrolls_no_further_than_it_must) {
    for (int pid : {5001, 5002, 5003, 5004}) files_.set(pid, std::to_string(pid), 0, 0);
    press(key::refresh);
    for (int i = 0; i < 5; ++i) press(key::down);
    EXPECT_EQ(names(), (lines{"shell", "compiler", "editor", "5001", ">5002"}));
    press(key::up);
    EXPECT_EQ(names(), (lines{"shell", "compiler", "editor", ">5001", "5002"}));
    press(key::page_up);
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler", "editor", "5001"}));
    press(key::page_down);
    press(key::page_down);
    EXPECT_EQ(names(), (lines{"editor", "5001", "5002", "5003", ">5004"}));
    for (int pid : {5001, 5002, 5003}) files_.end(pid);
    press(key::refresh);  // shorter than the screen: no empty rows but at the end
    EXPECT_EQ(names(), (lines{"init", "shell", "compiler", "editor", ">5004"}));
}

TEST_F(app_fixture, another_size_shows_everything_anew) {
    app_->redraw({7, 20});
    time_.run();
    EXPECT_EQ(terminal_.shown(),
              (lines{"load       0.25  0.5", "memory     [########", "processes  4, by cpu", "      PID  S    CPU",
                     ">        1  S", "       20  S", "q quit  r refresh  /"}));
    app_->redraw({3, 90});
    time_.run();
    EXPECT_EQ(terminal_.shown(), (lines{load, memory, "processes  4, by cpu, every 2 s"}));
    app_->redraw({5, 90});
    time_.run();
    EXPECT_EQ(shown_from(3), (lines{title}));
    app_->redraw({10, 90});
    time_.run();
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler", "editor"}));
    EXPECT_EQ(shown_from(9), (lines{help}));
}

TEST_F(app_fixture, says_what_cannot_be_read_beside_what_can_and_recovers) {
    files_.refused = {"loadavg", ""};
    press(key::refresh);
    EXPECT_EQ(terminal_.shown()[0], "load       cannot read loadavg: no");
    EXPECT_EQ(terminal_.shown()[1], memory);
    EXPECT_EQ(terminal_.shown()[2], "processes  cannot read /proc: no");
    EXPECT_EQ(names(), (lines{">init", "shell", "compiler", "editor"}));  // the last that were read
    files_.refused = {"meminfo"};
    time_.advance(2s);
    EXPECT_EQ(terminal_.shown()[0], load);
    EXPECT_EQ(terminal_.shown()[1], "memory     cannot read meminfo: no");
    EXPECT_EQ(terminal_.shown()[2], "processes  4, by cpu, every 2 s");
}

TEST_F(app_fixture, tells_how_many_processes_could_not_be_read) {
    files_.refused = {"1/stat", "300/stat"};
    press(key::refresh);
    EXPECT_EQ(terminal_.shown()[2], "processes  2, by cpu, 2 unreadable, every 2 s");
}

TEST_F(app_fixture, a_name_commands_nothing) {
    files_.set(1, "\x1b[2J\x1b]0;owned\x07", 0, 100);
    press(key::refresh);
    EXPECT_EQ(shown_from(4).front(), R"(>        1  S        -      400 K  \x1b[2J\x1b]0;owned\x07)");
}

TEST_F(app_fixture, once_destroyed_reads_and_writes_nothing) {
    app_->press(key::sort_by_memory);
    int before = files_.reads;
    app_.reset();
    terminal_.written.clear();
    time_.advance(1min);
    EXPECT_EQ(files_.reads, before);
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST(app, an_empty_machine_is_no_trouble) {
    solder::manual_environment time;
    fake_files files;
    files.refused = {"loadavg", "meminfo", ""};
    machine watched(files, {});
    fake_terminal terminal;
    screen shown([&](std::string_view bytes) { terminal.write(bytes); });
    app program(watched, shown, {7, 80}, 2s);
    for (auto pressed : {key::down, key::up, key::page_down, key::last, key::first, key::sort_by_pid, key::refresh})
        program.press(pressed);
    time.run();
    EXPECT_EQ(terminal.shown(), (lines{"load       cannot read loadavg: no", "memory     cannot read meminfo: no",
                                       "processes  cannot read /proc: no", title, "", "", help}));
}

TEST(make_report, prints_after_a_second_look) {
    solder::manual_environment time;
    fake_files files;
    files.set(1, "init", 0, 100);
    files.set(20, "busy one", 0, 1);
    machine watched(files, {.ticks_per_second = 100, .kib_per_page = 4});
    query_scope scope(watched);
    std::optional<solder::result<report>> made;
    auto running = scope.run([&] { return solder::start(make_report(), [&](auto outcome) { made = outcome; }); });
    files.set(20, "busy one", 25, 1);
    time.advance(499ms);
    EXPECT_FALSE(made);
    time.advance(1ms);
    EXPECT_EQ(made->value(), (report{load + "\n" + memory + "\nprocesses  2, by cpu\n" + title +
                                         "\n       20  S     50.0        4 K  busy one\n"
                                         "        1  S      0.0      400 K  init\n",
                                     true}));
}

TEST(make_report, says_what_cannot_be_read) {
    solder::manual_environment time;
    fake_files files;
    files.refused = {"meminfo", ""};
    machine watched(files, {});
    query_scope scope(watched);
    std::optional<solder::result<report>> made;
    auto running = scope.run([&] { return solder::start(make_report(), [&](auto outcome) { made = outcome; }); });
    time.advance(500ms);
    EXPECT_EQ(made->value(),
              (report{load + "\nmemory     cannot read meminfo: no\nprocesses  cannot read /proc: no\n", false}));
}

}  // namespace
}  // namespace monitor
