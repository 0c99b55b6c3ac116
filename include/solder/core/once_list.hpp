#ifndef SOLDER_CORE_ONCE_LIST_HPP
#define SOLDER_CORE_ONCE_LIST_HPP

namespace solder::detail {

/// A place in a ring of listeners; alone when it points to itself.
struct once_link {
    once_link* next = this;
    once_link* previous = this;

    once_link() = default;
    once_link(const once_link&) = delete;
    once_link& operator=(const once_link&) = delete;
    bool is_alone() const { return next == this; }
    void leave() {
        next->previous = previous;
        previous->next = next;
        next = previous = this;
    }
};

/// Is told of one event, at most once, and lives wherever its owner likes: in a coroutine frame, in a member. Leaves
/// its list when destroyed.
class once_listener : once_link {
public:
    /// The event is here. This has left the list, and may be destroyed in the call.
    virtual void told() = 0;
    /// The list goes, and the event with it. This has left the list, and may be destroyed in the call.
    virtual void dropped() {}

protected:
    once_listener() = default;
    ~once_listener() { leave(); }
    using once_link::leave;

private:
    friend class once_list;
};

/// Listeners in the order they came. Listeners may come, go and be destroyed while they are told.
class once_list {
public:
    once_list() = default;
    ~once_list() {
        while (auto* first = take_first()) first->dropped();
    }
    void add(once_listener& listener) { insert(listener, *ring_.previous); }
    void add_first(once_listener& listener) { insert(listener, ring_); }
    /// Tells all, those included that come meanwhile. What holds the list must stay.
    void tell_all() {
        while (auto* first = take_first()) first->told();
    }

    /// The first, which has left the list; null: there is none.
    once_listener* take_first() {
        if (ring_.is_alone()) return nullptr;
        auto* first = static_cast<once_listener*>(ring_.next);
        ring_.next->leave();
        return first;
    }

private:
    static void insert(once_link& added, once_link& before) {
        added.previous = &before;
        added.next = before.next;
        before.next->previous = &added;
        before.next = &added;
    }
    once_link ring_;
};

}  // namespace solder::detail
#endif
