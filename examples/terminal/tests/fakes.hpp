#ifndef TERMINAL_TESTS_FAKES_HPP
#define TERMINAL_TESTS_FAKES_HPP
#include "../machine.hpp"
#include "../screen.hpp"
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace monitor {

/// A machine made of texts.
class fake_files final : public proc_files {
public:
    std::map<std::string, std::string> texts{{"loadavg", "0.25 0.50 1.00 2/42 4711\n"},
                                             {"meminfo", "MemTotal: 1048576 kB\nMemAvailable: 524288 kB\n"}};
    std::vector<std::int64_t> ids;
    std::set<std::string> refused;
    std::map<std::string, int> away;          ///< how often a file cannot be reached
    int reads = 0;                            ///< of files
    solder::callback<void()> when_read = {};  ///< the next time

    /// Adds a process, or replaces it.
    void set(std::int64_t pid, const std::string& name, std::uint64_t ticks, std::int64_t pages, int started = 1) {
        if (!texts.contains(path_of(pid))) ids.push_back(pid);
        texts[path_of(pid)] = std::to_string(pid) + " (" + name + ") S 1 1 1 0 -1 0 0 0 0 0 " + std::to_string(ticks) +
                              " 0 0 0 20 0 1 0 " + std::to_string(started) + " 0 " + std::to_string(pages) + " 0\n";
    }
    /// Ends it; `listed` for a moment longer as if it ended while it was read.
    void end(std::int64_t pid, bool listed = false) {
        texts.erase(path_of(pid));
        if (!listed) std::erase(ids, pid);
    }
    static std::string path_of(std::int64_t pid) { return std::to_string(pid) + "/stat"; }

    solder::result<std::string> read(const std::string& path) override {
        ++reads;
        if (auto tell = std::exchange(when_read, nullptr)) tell();
        if (refused.contains(path))
            return solder::fail(solder::error{"cannot read " + path + ": no", solder::error_kind::forbidden});
        if (away[path]-- > 0)
            return solder::fail(solder::error{"cannot read " + path + ": away", solder::error_kind::unreachable});
        auto found = texts.find(path);
        if (found != texts.end()) return found->second;
        return solder::fail(solder::error{"cannot read " + path + ": gone", solder::error_kind::not_found});
    }
    solder::result<std::vector<std::int64_t>> process_ids() override {
        if (refused.contains("")) return solder::fail("cannot read /proc: no");
        return ids;
    }
};

/// Shows what a terminal would show; keeps all that was written.
class fake_terminal {
public:
    /// Calls of `write`, each with the bytes it brought.
    std::vector<std::string> written;

    void write(std::string_view bytes) {
        written.emplace_back(bytes);
        while (!bytes.empty()) bytes.remove_prefix(bytes.starts_with("\x1b[") ? obey(bytes) : put(bytes));
    }
    /// The rows down to the last that was written to; marked ones begin with `>`.
    [[nodiscard]] std::vector<std::string> shown() const {
        std::vector<std::string> lines;
        for (const auto& [row, cells] : rows_) {
            lines.resize(static_cast<std::size_t>(row));
            auto text = cells.text.substr(0, cells.text.find_last_not_of(' ') + 1);
            lines.push_back((cells.marked ? ">" : "") + text);
        }
        return lines;
    }
    /// The rows that were written to since this was asked last.
    std::set<int> touched() { return std::exchange(touched_, {}); }

private:
    struct cells {
        std::string text;
        bool marked = false;
    };
    std::size_t obey(std::string_view bytes) {
        auto end = bytes.find_first_not_of("0123456789;", 2);
        auto numbers = std::string(bytes.substr(2, end - 2));
        if (bytes[end] == 'H') {
            row_ = std::stoi(numbers) - 1;
            column_ = static_cast<std::size_t>(std::stoi(numbers.substr(numbers.find(';') + 1))) - 1;
            touched_.insert(row_);
        } else if (bytes[end] == 'K') {
            rows_[row_].text.resize(column_, ' ');
            if (column_ == 0) rows_[row_].marked = false;
        } else if (bytes[end] == 'J') {
            rows_.clear();
        } else if (bytes[end] == 'm') {
            inverse_ = numbers == "7";
        } else {
            rows_[row_].text += "?";  // no sequence of ours: no screen will be as expected
        }
        return end + 1;
    }
    std::size_t put(std::string_view bytes) {
        auto& at = rows_[row_];
        if (at.text.size() <= column_) at.text.resize(column_ + 1, ' ');
        at.text[column_++] = bytes[0];
        at.marked = inverse_;
        return 1;
    }

    std::map<int, cells> rows_;
    std::set<int> touched_;
    int row_ = 0;
    std::size_t column_ = 0;
    bool inverse_ = false;
};

}  // namespace monitor
#endif
