#ifndef SOLDER_REACTIVE_STORE_HPP
#define SOLDER_REACTIVE_STORE_HPP
#include <solder/reactive/detail/store_access.hpp>

namespace solder {

/// One field of a store: a value that computations depend on by itself. A handle of one word: copies share the value,
/// constness is that of the handle. An equal value is no change, by `wire::same`: no `==` is needed.
template <class T>
class store {
public:
    using value_type = T;
    using kept_type = detail::held_leaf<T>;

    explicit store(T initial, call_site made = SOLDER_HERE) : state_(detail::held_leaf<T>{std::move(initial)}, made) {}
    explicit store(detail::leaf_signal<T> state) : state_(std::move(state)) {}

    /// Reads, and makes the running computation depend on it. The reference is good until the next write.
    const T& operator()(call_site here = SOLDER_HERE) const { return detail::value_of_leaf<T>(state_(here)); }
    /// Reads without depending on it.
    const T& peek() const { return detail::value_of_leaf<T>(state_.peek()); }

    void set(T next, call_site here = SOLDER_HERE) const { state_.set(detail::held_leaf<T>{std::move(next)}, here); }
    /// Changes in place through `change(T&)`, as `signal::update`: unless that returns false, it counts as a change.
    template <class Fn>
    void update(Fn&& change, call_site here = SOLDER_HERE) const {
        state_.update([&](auto& held) { return change(detail::value_of_leaf<T>(held)); }, here);
    }

    /// The node of the graph: of a `signal<kept_type>`.
    [[nodiscard]] detail::signal_base& node() const { return state_.node(); }

private:
    detail::leaf_signal<T> state_;
};

/// A struct in a store: each member is read, written and depended on by itself. A handle of one word to that struct,
/// not to the place where it was found: a struct that has left the store keeps its last values, and writing it changes
/// nothing in the store.
template <store_record T>
class store<T> {
    static_assert(detail::check_record<T>());

public:
    using value_type = T;

    explicit store(T initial, call_site made = SOLDER_HERE)
        : node_(detail::record_node::make(detail::record_type_of<T>, &initial, made)) {}
    explicit store(ref<detail::record_node> node) : node_(std::move(node)) {}

    /// The member, as a `store<Member>`, such as `tasks[&project::title]`. Taking it reads nothing, but for a struct
    /// that has a key (`store_key`) and so can be replaced by another: then it depends on which one it is.
    template <class Member, class Class>
    [[nodiscard]] auto operator[](Member Class::* member) const {
        static_assert(std::same_as<Class, T>, "this member pointer names a member of another struct than the store's");
        static_assert(std::is_object_v<Member>, "a store has the members that are data: this one is a function");
        if constexpr (std::same_as<Class, T> && std::is_object_v<Member>)
            return detail::open_slot<Member>(node_->slot(static_cast<std::size_t>(detail::index_of_member(member))));
    }

    /// Puts the whole struct together, and depends on all of it.
    T operator()(call_site here = SOLDER_HERE) const { return detail::read_record<T>(*node_, here); }
    /// The same without depending on it. A copy: changing it does not change the store.
    [[nodiscard]] T peek() const { return untrack(*this); }

    /// As `reconcile` with the usual options.
    void set(T next, call_site here = SOLDER_HERE) const { reconcile(std::move(next), {}, here); }
    /// Changes a copy through `change(T&)` and reconciles with it.
    template <class Fn>
    void update(Fn&& change, call_site here = SOLDER_HERE) const {
        detail::update_copy(*this, change, here);
    }
    /// Takes over what differs in `next`, in one batch; all else stays untouched, its readers too.
    void reconcile(T next, reconcile_options<T> options = {}, call_site here = SOLDER_HERE) const {
        detail::batch_scope one_change;
        detail::reconcile_record(*node_, &next, options.rules(here));
    }

    /// The same for all handles of this struct, for no handle of another that lives at the same time.
    [[nodiscard]] const void* identity() const { return node_.get(); }
    /// Whether both are handles of the same struct.
    friend bool operator==(const store&, const store&) = default;

private:
    ref<detail::record_node> node_;
};

/// Takes over what differs in `next`, in one batch: only computations that read a changed field run again. Fields stay
/// where they are; elements of lists are found again by their key, and keep their identity wherever they move.
///
/// The struct or list that `target` is itself is written over in place. Below it:
/// - a struct with a key (`store_key`, else the member `id`) is written over when the key is the same, else replaced;
///   one without is written over
/// - elements of a list pair by key; of equal keys the first with the first, after elements that pair at the beginning
///   and at the end of both lists; elements whose key is an empty optional, or that have none, pair in order
/// - new elements are added, others go; the list changes only when other elements are in it, or in another order.
///
/// @param options  `key`: a member that elements (of the struct it belongs to) pair by in this call, or `nullptr`: then
///                 elements pair only when they are equal. `merge`: lists whose first new element has no key are paired
///                 index by index
/// Cost: proportional to the size of `next`.
template <class T>
void reconcile(const store<T>& target, std::type_identity_t<T> next, reconcile_options<T> options = {},
               call_site here = SOLDER_HERE) {
    target.reconcile(std::move(next), options, here);
}

/// Keeps `initial` field by field: a struct, a vector of structs, or an optional struct.
///
/// Members that are structs are kept member by member too, vectors of structs element by element. Anything else is one
/// value: text, numbers, enums, vectors of these, maps, variants, tuples, arrays, structs marked `store_leaf`.
/// Thread: one, as for signals.
template <class T>
[[nodiscard]] store<std::decay_t<T>> create_store(T&& initial, call_site made = SOLDER_HERE) {
    static_assert(detail::store_kind_of<std::decay_t<T>>() != detail::store_kind::leaf,
                  "a store keeps a plain struct, a vector or an optional of one: for a single value use create_signal");
    return store<std::decay_t<T>>(std::forward<T>(initial), made);
}

}  // namespace solder

#include <solder/reactive/store_list.hpp>
#include <solder/reactive/store_optional.hpp>
#endif
