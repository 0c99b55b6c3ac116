#include "plain_navigator.hpp"
#include "page.hpp"
#include <solder/client/host.hpp>
#include <solder/query/action_base.hpp>

namespace solder::detail {
namespace {

/// Origin, and path with query and hash, as the browser has them now: `pushState` of others may have changed them.
struct browser_place {
    std::string text = text_of_host(solder_host_read_place);
    std::string_view origin, location;
    browser_place() {
        const auto parts = split_texts<3>(text);
        origin = parts[0], location = parts[1];
    }
    browser_place(const browser_place&) = delete;
};

}  // namespace

void plain_navigator::go_to(std::string location, bool) {
    const browser_place here;
    const auto target = read_target(location, here.origin);
    const bool is_inside = target.leads == answer_target::kind::inside;
    if ((!is_inside && target.leads != answer_target::kind::away) || target.location == here.location) return;
    solder_host_load_page(target.location.data(), static_cast<std::uint32_t>(target.location.size()));
}

std::string plain_navigator::origin() const { return std::string(browser_place().origin); }

std::string plain_navigator::single_flight_page() const {
    const browser_place here;
    return std::string(here.location.substr(0, here.location.find('#')));
}

void plain_navigator::load_again() { solder_host_load_page("", 0); }

}  // namespace solder::detail
