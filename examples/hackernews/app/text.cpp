#include <app/text.hpp>
#include <solder/wire/text.hpp>

namespace hackernews {

std::string counted(std::int32_t count, std::string_view one, std::string_view many) {
    std::string text;
    solder::append_integer(text, std::int64_t{count});
    return text.append(" ").append(count == 1 ? one : many);
}

std::string age(std::int32_t minutes) {
    constexpr std::int32_t hour = 60;
    constexpr std::int32_t day = 24 * hour;
    if (minutes >= day) return counted(minutes / day, "day", "days") + " ago";
    if (minutes >= hour) return counted(minutes / hour, "hour", "hours") + " ago";
    return counted(minutes, "minute", "minutes") + " ago";
}

std::vector<solder::view> Paragraphs(std::string_view text) {
    std::vector<solder::view> all;
    while (!text.empty()) {
        const auto end = text.find("\n\n");
        all.push_back(solder::html("<p>{}</p>", text.substr(0, end)));
        text.remove_prefix(end == text.npos ? text.size() : end + 2);
    }
    return all;
}

}  // namespace hackernews
