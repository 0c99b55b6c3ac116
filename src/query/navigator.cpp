#include <solder/query/navigator.hpp>

namespace solder {
namespace {
constinit thread_local navigator* page_navigator = nullptr;
}  // namespace

const context<navigator*>& navigator_context() {
    static const auto* made = new context<navigator*>(nullptr);
    return *made;
}

void set_page_navigator(navigator* to) { page_navigator = to; }

navigator* current_navigator() {
    auto* found = use_context(navigator_context());
    return found ? found : page_navigator;
}

}  // namespace solder
