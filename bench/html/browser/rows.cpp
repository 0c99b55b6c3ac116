#include "rows.hpp"

/// The rows benchmark (README.md) over a vector of values: a change writes the vector, and rows follow their elements.
namespace {

using namespace solder;
using namespace solder::rows_bench;

struct item {
    int id;
    std::string label;
    bool operator==(const item&) const = default;
};

void append(std::vector<item>& rows, int count) {
    rows.reserve(rows.size() + count);
    for (int i = 0; i < count; ++i) rows.push_back({++last_id, make_label()});
}

std::vector<item> make_rows(int count) {
    std::vector<item> rows;
    append(rows, count);
    return rows;
}

void update_every_10th(std::vector<item>& rows) {
    for (std::size_t i = 0; i < rows.size(); i += 10) rows[i].label += " !!!";
}

void swap_two(std::vector<item>& rows) {
    if (rows.size() > 998) std::swap(rows[1], rows[998]);
}

view Rows() {
    auto rows = create_signal(std::vector<item>{});
    auto selected = create_signal(0);
    auto is_selected = create_selector(selected);
    auto remove = [=](int id) {
        rows.update([=](auto& all) { std::erase_if(all, [=](const item& each) { return each.id == id; }); });
    };
    auto show_row = [=](row<item> each) {
        const int id = each.peek().id;
        return html(
            R"(<tr class={}><td class="number">{}</td><td class="label"><a onclick={}>{}</a></td>)"
            R"(<td class="number"><a onclick={}><span class="remove" aria-hidden="true"></span></a></td><td></td></tr>)",
            classes({{"danger", [=] { return is_selected(id); }}}), id, [=] { selected.set(id); }, each[&item::label],
            [=] { remove(id); });
    };
    return html(R"(<header>{}{}{}{}{}{}</header><table><tbody id="rows">{}</tbody></table>)",
                Button("run", "Create 1 000 rows", [=] { rows.set(make_rows(1000)); }),
                Button("run_lots", "Create 10 000 rows", [=] { rows.set(make_rows(10000)); }),
                Button("add", "Append 1 000 rows", [=] { rows.update([](auto& all) { append(all, 1000); }); }),
                Button("update", "Update every 10th row", [=] { rows.update(update_every_10th); }),
                Button("clear", "Clear", [=] { rows.set({}); }),
                Button("swap", "Swap rows", [=] { rows.update(swap_two); }), For(rows, show_row));
}

}  // namespace

solder::application solder::make_application() { return {.root = Rows, .title = "Rows"}; }
