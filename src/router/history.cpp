#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/router/history.hpp>

namespace solder {

void history::go(int) { detail::report_to_log("this history keeps no entries to go back or forward to"); }

void history::load_page(const std::string& url) {
    detail::report_to_log(("this history cannot leave the application for " + url).c_str());
}

void memory_history::set(const history_entry& entry, bool replace, bool) {
    if (replace) {
        entries_[index_] = entry;
        return;
    }
    entries_.resize(++index_);
    entries_.push_back(entry);
}

void memory_history::go(int delta) {
    const auto last = static_cast<int>(entries_.size()) - 1, before = static_cast<int>(index_);
    const auto after = std::clamp(before + delta, 0, last);
    index_ = static_cast<std::size_t>(after);
    if (on_change) on_change(after - before);
}

}  // namespace solder
