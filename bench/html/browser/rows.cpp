#include "rows.hpp"

/// The rows benchmark (README.md) over a vector of values: a change writes the vector, and rows follow their elements.
namespace {

using namespace solder;

struct item {
    int id;
    std::string label;
    bool operator==(const item&) const = default;
};

item make_item() { return {++rows_bench::last_id, rows_bench::make_label()}; }

void update_every_10th(std::vector<item>& rows) {
    for (std::size_t i = 0; i < rows.size(); i += 10) rows[i].label += " !!!";
}

view Rows() {
    auto rows = create_signal(std::vector<item>{});
    auto update = [=] { rows.update(update_every_10th); };
    return rows_bench::Rows(rows, make_item, update, [](auto show_row) {
        return [=](row<item> each) { return show_row(each.peek().id, each[&item::label]); };
    });
}

}  // namespace

solder::application solder::make_application() { return {.root = Rows, .title = "Rows"}; }
