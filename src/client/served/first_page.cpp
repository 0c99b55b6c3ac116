#include "../first_page.hpp"
#include "../page.hpp"
#include <solder/client/host.hpp>
#include <solder/query/shipped_data.hpp>

namespace solder::detail {
namespace {

// Answers are read from their text when somebody asks for one.
struct unread_answers {
    std::vector<std::string> texts;
    bool is_closed = false;
};
unread_answers& unread() {
    static auto* only = new unread_answers;
    return *only;
}

shipped_data* read_answers() {
    auto* answers = new shipped_data;
    for (const auto& text : std::exchange(unread().texts, {})) answers->add_from_json(text);
    if (unread().is_closed) answers->close();
    return answers;
}

void add_answers(std::string_view json) {
    if (auto* answers = made_page_shipped_data()) return answers->add_from_json(json);
    unread().texts.emplace_back(json);
}

/// No more come.
void close_answers() {
    if (auto* answers = made_page_shipped_data()) return answers->close();
    unread().is_closed = true;
}

}  // namespace

void show_first_page(std::string_view answers_json, view (*root)()) {
    make_page_shipped_data_by(read_answers);
    if (answers_json.empty()) return mount_page(root);
    add_answers(answers_json);
    hydrate_page(root);
}

void drop_answers() {
    if (expects_late_content()) return;
    if (auto* answers = made_page_shipped_data()) return answers->clear();
    unread().texts.clear();
}

extern "C" {

SOLDER_EXPORT(solder_late) void solder_late(std::uint32_t number, std::uint32_t bytes, std::uint32_t has_content) {
    const std::string_view answers(current_page().room.get(), bytes);
    if (number == 0) return add_answers(answers);
    // Together: a navigation that an answer lets through ends after the content has been taken over, not before. When
    // it fades, the document hears of nothing for a while.
    enter([&] {
        add_answers(answers);
        show_late_content(number, has_content != 0);
    });
}

SOLDER_EXPORT(solder_parsed) void solder_parsed() {
    enter([] {
        close_answers();
        end_late_content();
    });
}
}

}  // namespace solder::detail
