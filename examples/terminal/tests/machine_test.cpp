#include "../machine.hpp"
#include "fakes.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <unistd.h>

namespace monitor {
namespace {

using namespace std::chrono_literals;
using solder::error_kind;

class machine_fixture : public ::testing::Test {
protected:
    /// What a look gives that needs no time.
    solder::result<process_list> look() {
        std::optional<solder::result<process_list>> seen;
        auto running = solder::start(watched_.processes(), [&](auto list) { seen = std::move(list); });
        time_.run();
        return seen ? std::move(*seen) : solder::result<process_list>(solder::fail("still looking"));
    }
    /// The percentage of the only process.
    std::optional<double> cpu() { return look().value().all.at(0).cpu_percent; }

    solder::manual_environment time_;
    fake_files files_;
    machine watched_{files_, {.ticks_per_second = 100, .kib_per_page = 4}};
};

TEST_F(machine_fixture, tells_load_and_memory) {
    EXPECT_EQ(watched_.load(), (load_average{0.25, 0.5, 1, 2, 42}));
    EXPECT_EQ(watched_.memory(), (memory_use{1048576, 524288, 0, 0}));
}

TEST_F(machine_fixture, an_unreadable_file_is_an_error_that_names_it) {
    files_.refused = {"loadavg", "meminfo", ""};
    EXPECT_EQ(watched_.load().error().message, "cannot read loadavg: no");
    EXPECT_EQ(watched_.memory().error().message, "cannot read meminfo: no");
    EXPECT_EQ(look().error().message, "cannot read /proc: no");
}

TEST_F(machine_fixture, a_share_of_the_processor_needs_two_looks) {
    files_.set(1, "init", 500, 10);
    EXPECT_EQ(look(), (process_list{{{1, "init", 'S', std::nullopt, 40}}, 0}));
    time_.advance(2s);
    files_.set(1, "init", 550, 11);
    EXPECT_EQ(look(), (process_list{{{1, "init", 'S', 25.0, 44}}, 0}));
}

TEST_F(machine_fixture, looks_near_together_are_compared_with_an_earlier_one) {
    files_.set(1, "init", 0, 0);
    EXPECT_EQ(cpu(), std::nullopt);
    time_.advance(299ms);
    EXPECT_EQ(cpu(), std::nullopt);
    time_.advance(1ms);
    files_.set(1, "init", 30, 0);
    EXPECT_EQ(cpu(), 100.0);
    time_.advance(200ms);  // compared with the first, 500 ms ago
    files_.set(1, "init", 35, 0);
    EXPECT_EQ(cpu(), 70.0);
    time_.advance(100ms);  // compared with the third, 300 ms ago
    files_.set(1, "init", 39, 0);
    EXPECT_EQ(cpu(), 30.0);
}

TEST_F(machine_fixture, a_new_process_has_used_all_of_its_time_since_also_under_an_old_number) {
    files_.set(7, "old", 1000, 0, 1);
    look();
    time_.advance(1s);
    files_.set(7, "new", 40, 0, 2);
    EXPECT_EQ(cpu(), 40.0);
}

TEST_F(machine_fixture, a_process_that_ends_while_it_is_read_is_left_out) {
    files_.set(1, "init", 0, 0);
    files_.set(2, "short", 0, 0);
    files_.end(2, true);
    EXPECT_EQ(look(), (process_list{{{1, "init", 'S', std::nullopt, 0}}, 0}));
}

TEST_F(machine_fixture, processes_that_may_not_be_read_or_make_no_sense_are_counted) {
    for (int pid : {1, 2, 3}) files_.set(pid, "p", 0, 0);
    files_.refused = {"1/stat"};
    files_.texts["3/stat"] = "3 (p";
    EXPECT_EQ(look(), (process_list{{{2, "p", 'S', std::nullopt, 0}}, 2}));
}

TEST_F(machine_fixture, a_long_list_lets_other_work_run_in_between) {
    for (int pid = 1; pid <= 200; ++pid) files_.set(pid, "p", 0, 0);
    std::optional<solder::result<process_list>> seen;
    auto running = solder::start(watched_.processes(), [&](auto list) { seen = std::move(list); });
    EXPECT_EQ(files_.reads, 64);
    EXPECT_FALSE(seen);
    time_.run();
    EXPECT_EQ(seen->value().all.size(), 200u);
}

TEST_F(machine_fixture, a_look_that_is_dropped_reads_no_further) {
    for (int pid = 1; pid <= 200; ++pid) files_.set(pid, "p", 0, 0);
    {
        auto running = solder::start(watched_.processes(), [](auto) { FAIL() << "nobody asked any more"; });
    }
    time_.run();
    EXPECT_EQ(files_.reads, 64);
}

/// A folder that is removed at the end.
class proc_folder_fixture : public ::testing::Test {
protected:
    proc_folder_fixture() {
        auto pattern = (std::filesystem::temp_directory_path() / "solder terminal XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~proc_folder_fixture() override { std::filesystem::remove_all(path_); }
    void write(const std::string& name, const std::string& text) { std::ofstream(path_ / name) << text; }

    std::filesystem::path path_;
};

TEST_F(proc_folder_fixture, reads_whole_files_and_refuses_endless_ones) {
    proc_folder folder(path_);
    write("empty", "");
    write("long", std::string(100'000, 'x'));
    write("endless", std::string(1 << 20, 'x'));
    EXPECT_EQ(folder.read("empty"), "");
    EXPECT_EQ(folder.read("long"), std::string(100'000, 'x'));
    EXPECT_EQ(folder.read("endless").error().message, "cannot read " + path_.string() + "/endless: File too large");
}

TEST_F(proc_folder_fixture, tells_what_is_not_there_from_what_cannot_be_read) {
    proc_folder folder(path_);
    auto missing = folder.read("4711/stat");
    EXPECT_EQ(missing.error().kind, error_kind::not_found);
    EXPECT_EQ(missing.error().message, "cannot read " + path_.string() + "/4711/stat: No such file or directory");
    std::filesystem::create_directory(path_ / "folder");
    EXPECT_EQ(folder.read("folder").error().kind, error_kind::internal);
}

TEST_F(proc_folder_fixture, processes_are_what_is_called_by_a_number) {
    proc_folder folder(path_);
    for (auto name : {"1", "23", "self", "4x", "x5", "-6", "99999999999999999999"})
        std::filesystem::create_directory(path_ / name);
    auto ids = folder.process_ids().value();
    std::ranges::sort(ids);
    EXPECT_EQ(ids, (std::vector<std::int64_t>{1, 23}));
}

TEST_F(proc_folder_fixture, a_folder_without_processes_is_an_error) {
    EXPECT_EQ(proc_folder(path_).process_ids().error().message,
              "there are no processes in " + path_.string() + ": is it a /proc file system?");
    EXPECT_EQ(proc_folder(path_ / "none").process_ids().error().kind, error_kind::not_found);
}

TEST(proc_folder, finds_this_process_in_the_real_one) {
    proc_folder folder("/proc");
    auto ids = folder.process_ids().value();
    EXPECT_NE(std::ranges::find(ids, ::getpid()), ids.end());
    auto self = parse_stat(folder.read("self/stat").value()).value();
    EXPECT_EQ(self.pid, ::getpid());
    EXPECT_GT(self.resident_pages, 0);
}

}  // namespace
}  // namespace monitor
