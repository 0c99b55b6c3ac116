#include "rows.hpp"

/// The rows benchmark (README.md) with a signal for each label, as the page in Solid has it.
namespace {

using namespace solder;

struct item {
    int id;
    signal<std::string> label;
    bool operator==(const item&) const = default;
};

item make_item() { return {++rows_bench::last_id, create_signal(rows_bench::make_label())}; }

void update_every_10th(const std::vector<item>& rows) {
    for (std::size_t i = 0; i < rows.size(); i += 10) rows[i].label.update([](auto& label) { label += " !!!"; });
}

view Rows() {
    auto rows = create_signal(std::vector<item>{});
    auto update = [=] { update_every_10th(rows.peek()); };
    return rows_bench::Rows(rows, make_item, update, [](auto show_row) {
        return [=](const item& each) { return show_row(each.id, each.label); };
    });
}

}  // namespace

solder::application solder::make_application() { return {.root = Rows, .title = "Rows"}; }
