#include <solder/core/on_demand.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/response.hpp>

namespace solder {
namespace {
constinit SOLDER_PER_THREAD navigator* page_navigator = nullptr;
constinit SOLDER_PER_THREAD detail::on_demand<navigator> plain_navigator;
}  // namespace

const context<navigator*>& navigator_context() {
    static const auto* made = new context<navigator*>(nullptr);
    return *made;
}

void set_page_navigator(navigator* to) { page_navigator = to; }
void detail::make_page_navigator_by(navigator* (*make)()) { plain_navigator.make = make; }

navigator* current_navigator() {
    auto* found = use_context(navigator_context());
    if (!found) found = page_navigator;
    return found ? found : plain_navigator.get();
}

void detail::load_page_again() {
    if (auto* to = page_navigator ? page_navigator : plain_navigator.get()) to->load_again();
}

void detail::follow_location(const error& failed) {
    const auto& answer = failed.response;
    if (!answer || answer->location().empty() || std::exchange(answer->was_followed, true)) return;
    if (auto* to = current_navigator()) to->go_to(std::string(answer->location()), true);
}

}  // namespace solder
