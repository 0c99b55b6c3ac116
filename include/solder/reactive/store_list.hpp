#ifndef SOLDER_REACTIVE_STORE_LIST_HPP
#define SOLDER_REACTIVE_STORE_LIST_HPP
#include <iterator>
#include <solder/core/assert.hpp>
#include <solder/reactive/store.hpp>

namespace solder {
namespace detail {

/// Goes through a list by index: changing the list on the way may skip elements, and is otherwise safe.
template <class T>
class store_iterator {
public:
    using value_type = store<T>;
    using difference_type = std::ptrdiff_t;

    explicit store_iterator(list_signal list) : list_(std::move(list)) {}
    store<T> operator*() const { return store<T>(list_.peek()[index_]); }
    store_iterator& operator++() {
        ++index_;
        return *this;
    }
    void operator++(int) { ++index_; }
    friend bool operator==(const store_iterator& at, std::default_sentinel_t) {
        return at.index_ >= at.list_.peek().size();
    }

private:
    list_signal list_;
    std::size_t index_ = 0;
};

/// Takes what was given to find an element by, to say that there is no key.
struct no_key {
    template <class Any>
    no_key(const Any&) {}
};

template <class T>
consteval auto key_member() {
    if constexpr (is_keyed_record<T>)
        return []<class Member, class Class>(Member Class::*) { return std::type_identity<Member>(); }(store_key<T>);
    else
        return std::type_identity<no_key>();
}

}  // namespace detail

/// A vector of structs in a store. Which elements there are, in which order, is one dependency; the fields of each are
/// their own. An element keeps its identity wherever it moves. A handle of one word, as for a field.
///
/// Reading through any member but `peek` depends on which elements there are, not on what is in them.
/// An index out of range is a mistake: it ends a debug build; writes with one do nothing in a release build.
template <store_record T, class Allocator>
class store<std::vector<T, Allocator>> {
    static_assert(detail::check_record<T>());

public:
    using value_type = std::vector<T, Allocator>;
    /// The type of the key of elements, where they have one.
    using key_type = typename decltype(detail::key_member<T>())::type;

    explicit store(value_type initial, call_site made = SOLDER_HERE)
        : list_(detail::make_nodes(detail::record_type_of<T>, detail::records_in<value_type>(&initial), made), made) {}
    explicit store(detail::list_signal list) : list_(std::move(list)) {}

    [[nodiscard]] std::size_t size(call_site here = SOLDER_HERE) const { return list_(here).size(); }
    [[nodiscard]] bool empty(call_site here = SOLDER_HERE) const { return list_(here).empty(); }
    [[nodiscard]] store<T> operator[](std::size_t index) const {
        const auto& nodes = list_();
        SOLDER_ASSERT(index < nodes.size(), "a store's list has no element of this index; a read of it is undefined");
        return store<T>(nodes[index]);
    }
    [[nodiscard]] detail::store_iterator<T> begin() const { return list_(), detail::store_iterator<T>(list_); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

    /// The first element with this key (`store_key`, else the member `id`). Depends on the list and on the keys of the
    /// elements it passed. Cost: proportional to their number.
    [[nodiscard]] std::optional<store<T>> find(const key_type& key, call_site here = SOLDER_HERE) const {
        static_assert(detail::is_keyed_record<T>,
                      "these elements have no key: give store_key, or the member to find by");
        if constexpr (detail::is_keyed_record<T>)
            return find(key, store_key<T>, here);
        else
            return std::nullopt;
    }
    /// The first element whose `member` has this value.
    template <class Member>
    [[nodiscard]] std::optional<store<T>> find(const std::type_identity_t<Member>& value, Member T::* member,
                                               call_site here = SOLDER_HERE) const {
        for (store<T> element : *this)
            if (wire::same<Member>(element[member](here), value)) return element;
        return std::nullopt;
    }
    /// Where the element is; empty when it is not in this list.
    [[nodiscard]] std::optional<std::size_t> index_of(const store<T>& element, call_site here = SOLDER_HERE) const {
        const auto& nodes = list_(here);
        std::size_t index = detail::index_of_node(nodes, detail::node_of(element));
        return index < nodes.size() ? std::optional(index) : std::nullopt;
    }

    /// Puts the whole list together, and depends on all of it.
    value_type operator()(call_site here = SOLDER_HERE) const { return detail::read_list<value_type>(list_, here); }
    /// The same without depending on it. A copy: changing it does not change the store.
    [[nodiscard]] value_type peek() const { return untrack(*this); }

    store<T> push_back(T value, call_site here = SOLDER_HERE) const {
        return insert(list_.peek().size(), std::move(value), here);
    }
    store<T> insert(std::size_t index, T value, call_site here = SOLDER_HERE) const {
        auto node = detail::record_node::make(detail::record_type_of<T>, &value, here);
        detail::insert_node(list_, index, node, here);
        return store<T>(std::move(node));
    }
    void erase(std::size_t index, call_site here = SOLDER_HERE) const { detail::erase_at(list_, index, here); }
    /// False when the element is not in this list.
    bool erase(const store<T>& element, call_site here = SOLDER_HERE) const {
        return detail::erase_node(list_, *detail::node_of(element), here);
    }
    /// Erases the elements for which `is_erased(store<T>)`, which may read but not change the list.
    /// @return how many
    template <class Predicate>
    std::size_t erase_if(Predicate&& is_erased, call_site here = SOLDER_HERE) const {
        return untrack([&] {
            return detail::erase_nodes_if(
                list_,
                [](void* predicate, const ref<detail::record_node>& node) {
                    return static_cast<bool>(
                        (*static_cast<std::remove_reference_t<Predicate>*>(predicate))(store<T>(node)));
                },
                const_cast<void*>(static_cast<const void*>(std::addressof(is_erased))), here);
        });
    }
    void clear(call_site here = SOLDER_HERE) const { list_.set({}, here); }
    /// Takes the element at `from` out and puts it in again, where it has index `to`.
    void move(std::size_t from, std::size_t to, call_site here = SOLDER_HERE) const {
        detail::move_node(list_, from, to, here);
    }
    void swap(std::size_t a, std::size_t b, call_site here = SOLDER_HERE) const {
        detail::swap_nodes(list_, a, b, here);
    }

    /// As `reconcile` with the usual options.
    void set(value_type next, call_site here = SOLDER_HERE) const { reconcile(std::move(next), {}, here); }
    /// Changes a copy through `change(std::vector<T>&)` and reconciles with it.
    template <class Fn>
    void update(Fn&& change, call_site here = SOLDER_HERE) const {
        detail::update_copy(*this, change, here);
    }
    /// Takes over what differs in `next`; see `solder::reconcile`.
    void reconcile(value_type next, reconcile_options<value_type> options = {}, call_site here = SOLDER_HERE) const {
        detail::batch_scope one_change;
        detail::reconcile_list(list_, detail::record_type_of<T>, detail::records_in<value_type>(&next),
                               options.rules(here));
    }

private:
    detail::list_signal list_;
};

}  // namespace solder
#endif
