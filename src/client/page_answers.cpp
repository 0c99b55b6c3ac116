#include "page_answers.hpp"
#include <solder/query/shipped_data.hpp>

namespace solder::detail {
namespace {

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

}  // namespace

void keep_answers() { make_page_shipped_data_by(read_answers); }

void add_answers(std::string_view json) {
    if (auto* answers = made_page_shipped_data()) return answers->add_from_json(json);
    unread().texts.emplace_back(json);
}

void close_answers() {
    if (auto* answers = made_page_shipped_data()) return answers->close();
    unread().is_closed = true;
}

void drop_answers() {
    if (auto* answers = made_page_shipped_data()) return answers->clear();
    unread().texts.clear();
}

}  // namespace solder::detail
