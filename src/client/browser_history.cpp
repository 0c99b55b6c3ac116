#include "browser_history.hpp"
#include "page.hpp"
#include <solder/client/host.hpp>
#include <solder/core/url.hpp>

namespace solder::detail {
namespace {

std::uint32_t bytes(const std::string& s) { return static_cast<std::uint32_t>(s.size()); }

constinit browser_history* of_this_page = nullptr;

}  // namespace

browser_history& browser_history::of_page() {
    if (!of_this_page) of_this_page = new browser_history;
    return *of_this_page;
}
browser_history* browser_history::made() { return of_this_page; }

browser_history::browser_history() {
    const auto place = text_of_host(solder_host_read_place);
    auto [from, location, state] = split_texts<3>(place);
    origin = from;
    now_ = {std::string(location), std::string(state)};
}

void browser_history::set(const history_entry& entry, bool replace, bool scroll) {
    now_ = entry;
    solder_host_write_history(entry.value.data(), bytes(entry.value), entry.state.data(), bytes(entry.state), replace);
    this->scroll(entry.value, scroll);
}

void browser_history::scroll(std::string_view value, bool top) {
    auto mark = value.find('#', 1);  // a route in the hash is no place on the page
    auto hash = mark == std::string::npos ? std::string() : percent_decode_or_keep(value.substr(mark + 1));
    solder_host_scroll(hash.data(), bytes(hash), top);
}

void browser_history::go(int delta) { solder_host_go(delta); }
void browser_history::load_page(const std::string& url) { solder_host_load_page(url.data(), bytes(url)); }

void browser_history::arrived(const arrival& how) {
    solder_host_arrived((how.by_history ? 1u : 0u) | (how.new_page ? 2u : 0u) | (how.view_transition ? 4u : 0u));
}

void browser_history::changed(history_entry entry, int delta) {
    now_ = std::move(entry);
    if (on_change) on_change(delta != 0 ? std::optional(delta) : std::nullopt);
}

}  // namespace solder::detail
