#ifndef SOLDER_REACTIVE_STORE_OPTIONS_HPP
#define SOLDER_REACTIVE_STORE_OPTIONS_HPP
#include <solder/reactive/detail/store_node.hpp>

namespace solder {

/// What elements pair by in one `reconcile` of a `store<T>`: as usual, by another member, or by their whole value.
template <class T>
class reconcile_key {
public:
    /// By `store_key`.
    reconcile_key() = default;
    /// By the whole value: elements pair only when they are equal.
    reconcile_key(std::nullptr_t) { rules_.by_value = true; }
    /// Elements of the struct that has `member` pair by it, other structs as usual.
    template <class Member, class Class>
    reconcile_key(Member Class::* member) {
        static_assert(detail::holds_record<T, Class>(),
                      "this key is a member of a struct that the store does not hold");
        static_assert(detail::check_key<Member>());
        rules_.keyed = &detail::record_type_of<Class>;
        rules_.key = detail::index_of_member(member);
    }

    [[nodiscard]] const detail::reconcile_rules& rules() const { return rules_; }

private:
    detail::reconcile_rules rules_;
};

/// How `reconcile` finds the old element that a new one goes on with; see there.
template <class T>
struct reconcile_options {
    reconcile_key<T> key = {};
    bool merge = false;

    [[nodiscard]] detail::reconcile_rules rules(call_site here) const {
        auto rules = key.rules();
        rules.merge = merge;
        rules.here = here;
        return rules;
    }
};

}  // namespace solder
#endif
