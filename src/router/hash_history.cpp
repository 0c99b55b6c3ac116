#include <solder/router/hash_history.hpp>

namespace solder {
namespace {

/// What stands after the first `#`; empty when there is none.
std::string_view inside_hash(std::string_view value) {
    const auto mark = value.find('#');
    return mark == std::string_view::npos ? std::string_view() : value.substr(mark + 1);
}

}  // namespace

history_entry hash_history::get() const {
    auto entry = outside_.get();
    entry.value = std::string(inside_hash(entry.value));
    return entry;
}

void hash_history::set(const history_entry& entry, bool replace, bool scroll) {
    outside_.set({"#" + entry.value, entry.state}, replace, scroll);
}

std::string hash_history::parse_path(std::string_view link) const {
    if (!link.contains('#')) return std::string(link);
    const auto inside = inside_hash(link);
    if (inside.starts_with('/')) return std::string(inside);
    // A place on the page that is shown.
    const auto outside = outside_.get().value;
    const auto here = inside_hash(outside);
    if (here.empty()) return std::string(link);
    return std::string(here.substr(0, here.find('#'))) + "#" + std::string(inside);
}

}  // namespace solder
