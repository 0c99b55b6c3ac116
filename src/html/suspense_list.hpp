#ifndef SOLDER_SRC_HTML_SUSPENSE_LIST_HPP
#define SOLDER_SRC_HTML_SUSPENSE_LIST_HPP
#include <memory>
#include <solder/html/boundaries.hpp>
#include <solder/reactive/suspense.hpp>
#include <vector>

namespace solder::detail {

/// Each `Suspense` of one `SuspenseList`.
class suspense_list {
public:
    explicit suspense_list(reveal_order order) : order_(order) {}

    /// Until the current owner ends.
    void add(const ref<suspense_scope>& member);
    /// Its content is whole, and kept until it is its turn; the server says so, where nothing is tracked.
    void set_kept(const suspense_scope& member, bool is_kept);
    /// Tracked: whether another one has to be shown before or with it.
    [[nodiscard]] bool holds_back(const suspense_scope& member) const;

    /// Tracked: whether all are known that are made together.
    [[nodiscard]] bool is_filled() const { return is_filled_(); }
    void set_filled() { is_filled_.set(true); }

private:
    struct place {
        ref<suspense_scope> scope;
        bool is_kept = false;
    };
    reveal_order order_;
    std::vector<place> places_;
    signal<bool> is_filled_{false};
    signal<std::uint32_t> gone_{0};  // how many
};

/// The list directly around; null when there is none.
[[nodiscard]] const context<std::shared_ptr<suspense_list>>& suspense_list_context();

/// Adds a `Suspense` to the list around it, if any. What is made in `inside` is in none.
std::shared_ptr<suspense_list> join_suspense_list(const ref<suspense_scope>& scope, owner& inside);
/// What is made in `inside` is in no list: the fallback of one that is.
void leave_suspense_list(owner& inside);

}  // namespace solder::detail
#endif
