#include "machine.hpp"
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <solder/core/await_callback.hpp>
#include <unistd.h>
#include <utility>

namespace monitor {
namespace {

constexpr std::size_t most_bytes_of_a_file = 1 << 20;
constexpr std::size_t processes_per_turn = 64;

class open_file {
public:
    explicit open_file(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~open_file() {
        if (number_ >= 0) ::close(number_);
    }
    open_file(const open_file&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

solder::failure cannot_read(const std::string& path, int reason) {
    auto kind = solder::error_kind::internal;
    if (reason == ENOENT || reason == ESRCH) kind = solder::error_kind::not_found;
    if (reason == EACCES || reason == EPERM) kind = solder::error_kind::forbidden;
    // The folder may be that of another machine, behind a network.
    if (reason == EIO || reason == ENOTCONN || reason == ESTALE || reason == EHOSTDOWN || reason == EHOSTUNREACH)
        kind = solder::error_kind::unreachable;
    if (reason == ETIMEDOUT) kind = solder::error_kind::timed_out;
    return solder::fail(solder::error{"cannot read " + path + ": " + std::strerror(reason), kind});
}

template <class T>
solder::result<T> parsed(solder::result<std::string> text, solder::result<T> (*parse)(std::string_view)) {
    if (!text) return std::unexpected(std::move(text.error()));
    return parse(*text);
}

}  // namespace

solder::result<std::string> proc_folder::read(const std::string& path) {
    auto whole = path_ + "/" + path;
    open_file file(whole);
    if (file.number() < 0) return cannot_read(whole, errno);
    std::string text;
    char piece[4096];
    while (text.size() < most_bytes_of_a_file) {
        auto count = ::read(file.number(), piece, sizeof piece);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot_read(whole, errno);
        if (count == 0) return text;
        text.append(piece, static_cast<std::size_t>(count));
    }
    return cannot_read(whole, EFBIG);
}

solder::result<std::vector<std::int64_t>> proc_folder::process_ids() {
    std::error_code problem;
    std::vector<std::int64_t> ids;
    std::filesystem::directory_iterator entry(path_, problem), end;
    for (; !problem && entry != end; entry.increment(problem)) {
        auto name = entry->path().filename().string();
        std::int64_t id = 0;
        auto [stopped, wrong] = std::from_chars(name.data(), name.data() + name.size(), id);
        if (wrong == std::errc{} && stopped == name.data() + name.size() && id > 0) ids.push_back(id);
    }
    if (problem) return cannot_read(path_, problem.value());
    if (ids.empty()) return solder::fail("there are no processes in " + path_ + ": is it a /proc file system?");
    return ids;
}

machine::units machine::units_of_this_system() {
    return {static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK)),
            static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024};
}

solder::result<load_average> machine::load() { return parsed(files_.read("loadavg"), &parse_load); }

solder::result<memory_use> machine::memory() { return parsed(files_.read("meminfo"), &parse_memory); }

solder::task<process_list> machine::processes() {
    auto ids = files_.process_ids();
    if (!ids) co_return solder::fail(std::move(ids.error()));
    look now{solder::current_clock().now(), {}};
    std::vector<process_stat> seen;
    process_list list;
    for (std::size_t i = 0; i < ids->size(); ++i) {
        if (i > 0 && i % processes_per_turn == 0) co_await solder::sleep_for(std::chrono::milliseconds(0));
        auto stat = parsed(files_.read(std::to_string((*ids)[i]) + "/stat"), &parse_stat);
        if (stat) {
            now.ticks[{stat->pid, stat->started}] = stat->ticks;
            seen.push_back(std::move(*stat));
        } else if (stat.error().kind != solder::error_kind::not_found) {
            ++list.unreadable;
        }
    }
    auto at = now.at;
    remember(std::move(now));
    for (auto& stat : seen) list.all.push_back(describe(std::move(stat), at));
    co_return list;
}

bool has_text(std::string_view whole, std::string_view text) {
    auto lower = [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : int{c}; };
    return !std::ranges::search(whole, text, {}, lower, lower).empty() || text.empty();
}

solder::task<std::set<std::int64_t>> machine::with_command(std::string text) {
    auto ids = files_.process_ids();
    if (!ids) co_return solder::fail(std::move(ids.error()));
    std::set<std::int64_t> found;
    for (std::size_t i = 0; i < ids->size(); ++i) {
        if (i > 0 && i % processes_per_turn == 0) co_await solder::sleep_for(std::chrono::milliseconds(0));
        auto words = files_.read(std::to_string((*ids)[i]) + "/cmdline");
        if (!words) continue;
        std::ranges::replace(*words, '\0', ' ');
        if (has_text(*words, text)) found.insert((*ids)[i]);
    }
    co_return found;
}

void machine::remember(look now) {
    if (last_ && now.at - last_->at < least_distance) return;
    compared_ = std::exchange(last_, std::move(now));
}

process machine::describe(process_stat seen, std::chrono::milliseconds now) const {
    process described{seen.pid, std::move(seen.name), seen.state, std::nullopt,
                      static_cast<std::uint64_t>(std::max<std::int64_t>(seen.resident_pages, 0)) * units_.kib_per_page};
    if (!compared_ || now <= compared_->at) return described;
    // One that was not there has used all of its time since.
    auto before = compared_->ticks.find({seen.pid, seen.started});
    auto used_before = before == compared_->ticks.end() ? 0 : before->second;
    auto used = seen.ticks >= used_before ? seen.ticks - used_before : 0;
    auto seconds = std::chrono::duration<double>(now - compared_->at).count();
    described.cpu_percent = 100.0 * static_cast<double>(used) / static_cast<double>(units_.ticks_per_second) / seconds;
    return described;
}

}  // namespace monitor
