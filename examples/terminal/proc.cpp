#include "proc.hpp"
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace monitor {
namespace {

template <class Number>
std::optional<Number> to_number(std::string_view word) {
    Number number{};
    auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (problem != std::errc{} || end != word.data() + word.size()) return std::nullopt;
    return number;
}

/// Takes the first word off `text`; empty when there is none.
std::string_view take_word(std::string_view& text) {
    constexpr std::string_view blanks = " \t\n";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    auto word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

solder::failure unexpected_text(std::string_view file) {
    return solder::fail("/proc/" + std::string(file) + " is not as proc(5) describes it");
}

}  // namespace

solder::result<load_average> parse_load(std::string_view text) {
    auto one = to_number<double>(take_word(text));
    auto five = to_number<double>(take_word(text));
    auto fifteen = to_number<double>(take_word(text));
    auto tasks = take_word(text);  // running/all
    auto slash = std::min(tasks.find('/'), tasks.size());
    auto running = to_number<std::int64_t>(tasks.substr(0, slash));
    auto threads = to_number<std::int64_t>(tasks.substr(std::min(slash + 1, tasks.size())));
    if (!one || !five || !fifteen || !running || !threads) return unexpected_text("loadavg");
    return load_average{*one, *five, *fifteen, *running, *threads};
}

solder::result<memory_use> parse_memory(std::string_view text) {
    memory_use use;
    const std::array<std::pair<std::string_view, std::uint64_t*>, 4> wanted{{{"MemTotal:", &use.total_kib},
                                                                             {"MemAvailable:", &use.available_kib},
                                                                             {"SwapTotal:", &use.swap_total_kib},
                                                                             {"SwapFree:", &use.swap_free_kib}}};
    bool has_total = false, has_available = false;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        auto name = take_word(line);
        for (auto [known, place] : wanted) {
            if (name != known) continue;
            auto kib = to_number<std::uint64_t>(take_word(line));
            if (!kib) return unexpected_text("meminfo");
            *place = *kib;
            has_total |= place == &use.total_kib;
            has_available |= place == &use.available_kib;
        }
    }
    if (!has_total || !has_available) return unexpected_text("meminfo");
    return use;
}

solder::result<process_stat> parse_stat(std::string_view text) {
    // "PID (NAME) STATE ...": the name may hold blanks and parentheses, but nothing behind it does.
    auto open = text.find('('), close = text.rfind(')');
    if (open == text.npos || close == text.npos || close < open) return unexpected_text("PID/stat");
    auto before = text.substr(0, open);
    auto pid = to_number<std::int64_t>(take_word(before));
    auto rest = text.substr(close + 1);

    std::array<std::string_view, 22> fields;  // fields[0] is the third of proc(5), the state
    for (auto& field : fields) field = take_word(rest);
    auto in_user_mode = to_number<std::uint64_t>(fields[11]);
    auto in_kernel = to_number<std::uint64_t>(fields[12]);
    auto started = to_number<std::uint64_t>(fields[19]);
    auto resident = to_number<std::int64_t>(fields[21]);
    if (!pid || fields[0].size() != 1 || !in_user_mode || !in_kernel || !started || !resident)
        return unexpected_text("PID/stat");
    return process_stat{*pid,         std::string(text.substr(open + 1, close - open - 1)),
                        fields[0][0], *in_user_mode + *in_kernel,
                        *started,     *resident};
}

}  // namespace monitor
