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

template <class Item>
void swap_two(std::vector<Item>& rows) {
    if (rows.size() > 998) std::swap(rows[1], rows[998]);
}

/// @param make    gives a new row
/// @param update  changes every 10th row
/// @param show    gives the code of a row, of a function that makes one of a number and a label
template <class Item>
view Rows(signal<std::vector<Item>> rows, Item (*make)(), auto update, auto show) {
    auto selected = create_signal(0);
    auto is_selected = create_selector(selected);
    auto append = [=](std::vector<Item>& all, int count) {
        all.reserve(all.size() + count);
        for (int i = 0; i < count; ++i) all.push_back(make());
    };
    auto start_with = [=](int count) {
        std::vector<Item> all;
        append(all, count);
        rows.set(std::move(all));
    };
    auto remove = [=](int id) {
        rows.update([=](auto& all) { std::erase_if(all, [=](const Item& each) { return each.id == id; }); });
    };
    auto show_row = [=](int id, auto label) {
        return html(
            R"(<tr class={}><td class="number">{}</td><td class="label"><a onclick={}>{}</a></td>)"
            R"(<td class="number"><a onclick={}><span class="remove" aria-hidden="true"></span></a></td><td></td></tr>)",
            classes({{"danger", [=] { return is_selected(id); }}}), id, [=] { selected.set(id); }, label,
            [=] { remove(id); });
    };
    return html(R"(<header>{}{}{}{}{}{}</header><table><tbody id="rows">{}</tbody></table>)",
                Button("run", "Create 1 000 rows", [=] { start_with(1000); }),
                Button("run_lots", "Create 10 000 rows", [=] { start_with(10000); }),
                Button("add", "Append 1 000 rows", [=] { rows.update([=](auto& all) { append(all, 1000); }); }),
                Button("update", "Update every 10th row", update), Button("clear", "Clear", [=] { rows.set({}); }),
                Button("swap", "Swap rows", [=] { rows.update(swap_two<Item>); }), For(rows, show(show_row)));
}

}  // namespace solder::rows_bench
#endif
