#include "dom_writer.hpp"
#include "rare_commands.hpp"
#include <solder/html/custom_event.hpp>
#include <utility>

namespace solder::detail {

void ask_for_details() {
    auto& document = dom_writer::current();
    if (!std::exchange(document.hands_over_details, true)) document.command(solder_dom_details());
}

bool read_detail(const event& e, json_read read, void* detail) {
    const auto outcome = read_json_text(e.key, {.kind = error_kind::invalid}, read, detail);
    if (outcome) return true;
    auto words = std::string("a handler is not called: the detail of the event \"").append(e.type);
    report_to_log(words.append("\" is not what it takes: ").append(outcome.error().message).c_str());
    return false;
}

}  // namespace solder::detail
