#ifndef SOLDER_REACTIVE_STORE_OPTIONAL_HPP
#define SOLDER_REACTIVE_STORE_OPTIONAL_HPP
#include <solder/core/assert.hpp>
#include <solder/reactive/store.hpp>

namespace solder {

/// A struct in a store that may be absent. Whether it is there, and which one, is one dependency; its fields are their
/// own. A handle of one word to the place, which outlives what is in it.
template <store_record T>
class store<std::optional<T>> {
    static_assert(detail::check_record<T>());

public:
    using value_type = std::optional<T>;

    explicit store(value_type initial, call_site made = SOLDER_HERE)
        : slot_(detail::make_node_or_none(detail::record_type_of<T>, detail::records_in<value_type>(&initial), made),
                made) {}
    explicit store(detail::maybe_signal slot) : slot_(std::move(slot)) {}

    [[nodiscard]] bool has_value(call_site here = SOLDER_HERE) const { return static_cast<bool>(slot_(here)); }
    explicit operator bool() const { return has_value(); }
    /// The struct that is there now; there must be one.
    [[nodiscard]] store<T> operator*() const {
        auto node = slot_();
        SOLDER_ASSERT(node, "a store's optional is empty; a read of what is in it is undefined");
        return store<T>(std::move(node));
    }

    /// Puts the whole value together, and depends on all of it.
    value_type operator()(call_site here = SOLDER_HERE) const { return detail::read_optional<value_type>(slot_, here); }
    /// The same without depending on it. A copy: changing it does not change the store.
    [[nodiscard]] value_type peek() const { return untrack(*this); }

    /// As `reconcile` with the usual options.
    void set(value_type next, call_site here = SOLDER_HERE) const { reconcile(std::move(next), {}, here); }
    /// Changes a copy through `change(std::optional<T>&)` and reconciles with it.
    template <class Fn>
    void update(Fn&& change, call_site here = SOLDER_HERE) const {
        detail::update_copy(*this, change, here);
    }
    void reset(call_site here = SOLDER_HERE) const { slot_.set(nullptr, here); }
    /// Takes over what differs in `next`; see `solder::reconcile`. A struct that is there keeps its identity as long as
    /// there is one, since here it is the top.
    void reconcile(value_type next, reconcile_options<value_type> options = {}, call_site here = SOLDER_HERE) const {
        detail::batch_scope one_change;
        detail::reconcile_maybe(slot_, detail::record_type_of<T>, detail::records_in<value_type>(&next),
                                options.rules(here), true);
    }

private:
    detail::maybe_signal slot_;
};

}  // namespace solder
#endif
