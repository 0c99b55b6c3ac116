#include "options.hpp"
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace monitor {
namespace {

std::optional<std::chrono::milliseconds> to_interval(std::string_view word) {
    double seconds = 0;
    auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), seconds);
    if (problem != std::errc{} || end != word.data() + word.size()) return std::nullopt;
    if (!(seconds >= 0.1 && seconds <= 86400)) return std::nullopt;  // no number is not in this range either
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

solder::failure refuse(std::string message) { return solder::fail(solder::invalid(std::move(message))); }

}  // namespace

solder::result<options> parse_options(std::span<const char* const> words) {
    options given;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        bool takes_value = word == "--interval" || word == "--proc";
        if (takes_value && i + 1 == words.size()) return refuse(std::string(word) + " needs a value");
        if (word == "--interval") {
            auto interval = to_interval(words[++i]);
            if (!interval) return refuse("--interval takes 0.1 to 86400 seconds, not " + std::string(words[i]));
            given.interval = *interval;
        } else if (word == "--proc") {
            given.proc = words[++i];
        } else if (word == "--once") {
            given.once = true;
        } else if (word == "--help") {
            given.help = true;
        } else {
            return refuse("unknown argument " + std::string(word));
        }
    }
    return given;
}

}  // namespace monitor
