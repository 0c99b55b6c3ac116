#ifndef SOLDER_BENCH_HTML_BROWSER_ROWS_HPP
#define SOLDER_BENCH_HTML_BROWSER_ROWS_HPP
#include <cstdint>
#include <solder/html.hpp>
#include <solder/html/application.hpp>
#include <solder/reactive.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What both ways of writing the rows benchmark (README.md) show.
namespace solder::rows_bench {

inline constexpr std::string_view adjectives[] = {
    "pretty",    "large",    "big",       "small",       "tall",  "short",     "long",    "handsome", "plain",
    "quaint",    "clean",    "elegant",   "easy",        "angry", "crazy",     "helpful", "mushy",    "odd",
    "unsightly", "adorable", "important", "inexpensive", "cheap", "expensive", "fancy"};
inline constexpr std::string_view colours[] = {"red",    "yellow", "blue",  "green", "pink",  "brown",
                                               "purple", "brown",  "white", "black", "orange"};
inline constexpr std::string_view nouns[] = {"table",  "chair",    "house",  "bbq",   "desk",  "car",     "pony",
                                             "cookie", "sandwich", "burger", "pizza", "mouse", "keyboard"};

inline int last_id = 0;
inline std::uint32_t last_random = 0;

inline std::string_view pick(std::span<const std::string_view> words) {
    last_random = last_random * 1664525 + 1013904223;
    return words[(last_random >> 16) % words.size()];
}

inline std::string make_label() {
    std::string label(pick(adjectives));
    return label.append(" ").append(pick(colours)).append(" ").append(pick(nouns));
}

inline view Button(const char* id, const char* text, auto on_click) {
    return html(R"(<button type="button" id={} onclick={}>{}</button>)", id, on_click, text);
}

}  // namespace solder::rows_bench
#endif
