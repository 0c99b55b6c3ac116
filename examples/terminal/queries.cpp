#include "queries.hpp"
#include <algorithm>
#include <utility>

namespace monitor {
namespace {

/// Less when it stands further up; by number what is otherwise alike, so that rows do not jump about.
auto place_of(const process& one, sort_order order) {
    double use = 0;
    if (order == sort_order::cpu) use = one.cpu_percent.value_or(0);
    if (order == sort_order::memory) use = static_cast<double>(one.memory_kib);
    return std::pair(-use, one.pid);
}

}  // namespace

process_list sorted(process_list list, sort_order order) {
    std::ranges::sort(list.all, {}, [order](const process& one) { return place_of(one, order); });
    return list;
}

process_list searched(process_list list, std::string text, const std::set<std::int64_t>& by_command) {
    auto is_other = [&](const process& one) { return !has_text(one.name, text) && !by_command.contains(one.pid); };
    list.left_out = static_cast<std::int64_t>(std::erase_if(list.all, is_other));
    list.text = std::move(text);
    return list;
}

}  // namespace monitor
