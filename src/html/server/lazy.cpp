#include <algorithm>
#include <solder/html/lazy.hpp>
#include <solder/html/part_loader.hpp>

namespace solder {

void set_part_loader(part_loader*) {}
void detail::make_part_loader_by(part_loader* (*)()) {}
void preload_part(std::string_view) {}
void detail::hold_for_parts(callback<std::vector<std::string_view>()>) {}
void detail::expect_parts() {}

const context<std::vector<std::string_view>*>& shown_parts_context() {
    static const auto* made = new context<std::vector<std::string_view>*>(nullptr);
    return *made;
}

view detail::make_part_view(std::string_view part, view_maker make) {
    auto* shown = use_context(shown_parts_context());
    if (shown && std::ranges::find(*shown, part) == shown->end()) shown->push_back(part);
    return make();
}

}  // namespace solder
