#include "late_contents.hpp"
#include <solder/reactive/owner.hpp>

namespace solder::detail {

late_contents& late_contents::current() {
    thread_local late_contents instance;
    return instance;
}

void late_contents::expect(std::uint32_t number, callback<void(bool has_content)> show) {
    expected_.insert_or_assign(number, std::move(show));
    on_cleanup([number] { current().expected_.erase(number); });
}

void late_contents::came(std::uint32_t number, bool has_content) {
    if (auto found = expected_.extract(number)) found.mapped()(has_content);
}

void late_contents::end() {
    while (!expected_.empty()) came(expected_.begin()->first, false);
}

}  // namespace solder::detail
