#include "generated_changes.hpp"
#include <algorithm>
#include <solder/query/query_cache.hpp>
#include <solder/reactive/transition.hpp>

namespace solder::testing {
namespace {

template <class List>
auto& any(List& list, random_source& r) {
    return list[static_cast<std::size_t>(below(r, static_cast<int>(list.size())))];
}

}  // namespace

void page_changes::some() const {
    switch (below(r_, 7)) {
        case 0:
        case 1:
            return write();
        case 2:
            for (int n = 1 + below(r_, 4); n > 0; --n) write();
            return;
        case 3:
        case 4:
            return static_cast<void>(start_transition([self = *this] { self.write(), self.write(); }));
        default:
            return new_answers();
    }
}

void page_changes::write() const {
    switch (below(r_, 4)) {
        case 0:
            return any(page_.flags, r_).update([](bool& flag) { flag = !flag; });
        case 1:
            return any(page_.texts, r_).set(random_text(r_));
        case 2:
            return any(page_.numbers, r_).set(below(r_, 3));
        default:
            return change_list(any(page_.lists, r_));
    }
}

void page_changes::change_list(const signal<std::vector<item>>& list) const {
    switch (below(r_, 3)) {
        case 0:
            return list.set(random_items(r_));
        case 1:
            return list.update([](std::vector<item>& all) { std::ranges::reverse(all); });
        default:
            auto text = random_text(r_);
            list.update([&](std::vector<item>& all) {
                if (!all.empty()) all.front().text = text;
                if (all.size() > 1) all.back().flag = !all.back().flag;
            });
    }
}

/// The data behind the queries changes, and the page is told.
void page_changes::new_answers() const {
    const int id = below(r_, 8), argument = below(r_, 3) + 10 * below(r_, 5);
    if (below(r_, 2) == 0) {
        ++page_.versions[{id, argument}];
        return static_cast<void>(
            revalidate({page_.text_query.key_for(id, argument), page_.items_query.key_for(id, argument)}));
    }
    for (int each = 0; each < 8; ++each)
        for (int n = 0; n < 3; ++n) ++page_.versions[{each, n}];
    static_cast<void>(revalidate());
}

}  // namespace solder::testing
