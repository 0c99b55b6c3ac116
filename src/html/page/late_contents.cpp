#include "late_contents.hpp"
#include <solder/core/on_demand.hpp>
#include <solder/reactive/owner.hpp>
#include <utility>

namespace solder::detail {
namespace {

// Null until something is expected: a page that never does is linked without the rest.
constinit SOLDER_PER_THREAD on_demand<late_contents> of_page{nullptr, [] { return new late_contents; }};

}  // namespace

late_contents* late_contents::made() { return of_page.made; }

late_contents& late_contents::current() { return *of_page.get(); }

void late_contents::reset() { delete std::exchange(of_page.made, nullptr); }

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
