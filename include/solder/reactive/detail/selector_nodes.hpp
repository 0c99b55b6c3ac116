#ifndef SOLDER_REACTIVE_DETAIL_SELECTOR_NODES_HPP
#define SOLDER_REACTIVE_DETAIL_SELECTOR_NODES_HPP
#include <solder/reactive/map_list_key.hpp>
#include <solder/reactive/signal.hpp>
#include <vector>

// How selectors work. The source is followed by a memo, which nobody who asks depends on. Each key that is asked for
// has a node without a value, which its readers depend on: when the memo changes it tells those of the old and of the
// new key. A `create_computed` keeps the memo up to date before effects run. Since memo and nodes have versions of
// their own in a transition, so has the selection.

namespace solder::detail {

class selector_keys;

/// What the readers of a key depend on. They hold it, and it goes with the last of them.
class selector_key : public signal_base {
public:
    explicit selector_key(std::uint64_t hash) : hash_(hash) {}
    ~selector_key() override;

private:
    friend class selector_keys;
    ref<signal_base> make_fork() const override { return make_ref<selector_key>(hash_); }
    bool adopt_value(signal_base&) override { return true; }

    ref<selector_keys> table_;  // null for versions of a transition
    selector_key* next_ = nullptr;
    std::uint64_t hash_;
    std::uint64_t last_run_ = 0;  // the run that asked for it last
};

/// What tells keys with equal hashes apart. Where nothing does they share one node.
struct selector_key_type {
    bool (*same)(const selector_key&, const void* key);
    selector_key* (*make)(std::uint64_t hash, const void* key);
};

/// The keys that are watched, by hash.
class selector_keys : public ref_counted {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Makes the running computation depend on a key; without one does nothing.
    void read(std::uint64_t hash, const void* key = nullptr, const selector_key_type* type = nullptr);
    /// Tells the readers of one.
    void tell(std::uint64_t hash) const;
    void tell(selector_key& key) const;
    /// All there are, kept from going.
    [[nodiscard]] std::vector<ref<selector_key>> all() const;

private:
    friend class selector_key;
    /// Whether a transition that is held has a selection of its own. Then so do the keys of both.
    [[nodiscard]] virtual bool is_apart() const = 0;
    [[nodiscard]] selector_key*& bucket(std::uint64_t hash);
    [[nodiscard]] selector_key* find(std::uint64_t hash, const void* key, const selector_key_type* type) const;
    void add(selector_key& key);
    void remove(selector_key& key);
    void resize(std::size_t buckets);

    std::vector<selector_key*> buckets_;  // as many as a power of two
    std::size_t size_ = 0;
};

/// Selected is what equals the value of the source.
template <class Key>
struct selected_by_key {
    using key = Key;
    using value = Key;
    struct equality {
        bool operator()(const Key& a, const Key& b) const { return same_key(a, b); }
    };

    bool is_selected(const Key& key, const Key& now) const { return same_key(key, now); }
    void read(selector_keys& keys, const Key& key) const { keys.read(key_hash(key)); }
    void tell(const selector_keys& keys, const Key& before, const Key& now) const {
        auto gone = key_hash(before), come = key_hash(now);
        keys.tell(gone);
        if (come != gone) keys.tell(come);
    }
};

template <class Key>
class kept_key final : public selector_key {
public:
    kept_key(std::uint64_t hash, const Key& k) : selector_key(hash), key(k) {}
    const Key key;

    static constexpr selector_key_type type{
        [](const selector_key& kept, const void* asked) {
            return same_key(static_cast<const kept_key&>(kept).key, *static_cast<const Key*>(asked));
        },
        [](std::uint64_t hash, const void* asked) -> selector_key* {
            return new kept_key(hash, *static_cast<const Key*>(asked));
        },
    };
};

/// Selected is what a function of the application says.
template <class Key, class Value, class Matches>
struct selected_by_question {
    using key = Key;
    using value = Value;
    using equality = default_equality;
    Matches matches;

    bool is_selected(const Key& key, const Value& now) { return matches(key, now); }
    void read(selector_keys& keys, const Key& key) const { keys.read(key_hash(key), &key, &kept_key<Key>::type); }
    void tell(const selector_keys& keys, const Value& before, const Value& now) {
        for (auto& each : keys.all()) {
            const Key& key = static_cast<const kept_key<Key>&>(*each).key;
            if (matches(key, before) != matches(key, now)) keys.tell(*each);
        }
    }
};

/// The watched keys of a selector, with what is asked of them.
template <class By>
class asked_keys final : public selector_keys {
public:
    using memo_node = memo_state<typename By::value>;

    explicit asked_keys(By b) : by(std::move(b)) {}
    By by;
    const memo_node* node = nullptr;  // alive while it runs, and while somebody asks

private:
    bool is_apart() const override {
        return node->has_fork() && static_cast<memo_node&>(fork_of(*node)).has_own_value();
    }
};

/// The body of the memo that follows the source.
template <class By, class Source>
struct follow_selection {
    using value = By::value;
    Source source;
    ref<asked_keys<By>> keys;

    value operator()(const value* previous) {
        value next = source();
        if (previous && !is_same(*previous, next)) untrack([&] { keys->by.tell(*keys, *previous, next); });
        return next;
    }
    static bool is_same(const value& a, const value& b) {
        if constexpr (std::same_as<typename By::equality, default_equality>)
            return is_same_value(a, b);
        else
            return typename By::equality{}(a, b);
    }
};

/// What the handles of a selector share, but for its source and its question.
template <class Key>
class selection : public ref_counted {
public:
    virtual bool is_selected(const Key& key, call_site here) = 0;
    [[nodiscard]] virtual const selector_keys& keys() const = 0;
};

template <class By>
class selection_of final : public selection<typename By::key> {
public:
    selection_of(ref<asked_keys<By>> keys, memo<typename By::value> now, call_site made)
        : keys_(std::move(keys)), now_(std::move(now)), keeper_(make_computed(keep_up{now_}, made)) {
        keeper_->begin();
    }
    bool is_selected(const By::key& key, call_site here) override {
        const auto& now = now_.peek(here);  // before the key: a change that waits tells those who asked before
        keys_->by.read(*keys_, key);
        return keys_->by.is_selected(key, now);
    }
    const selector_keys& keys() const override { return *keys_; }

private:
    struct keep_up {
        memo<typename By::value> now;
        void operator()() const { now(); }
    };
    ref<asked_keys<By>> keys_;
    memo<typename By::value> now_;
    ref<effect_base> keeper_;  // outside of any owner nobody else has it
};

template <class By, class Source>
ref<selection<typename By::key>> make_selection(Source source, By by, call_site made) {
    using value = By::value;
    auto keys = make_ref<asked_keys<By>>(std::move(by));
    using body = follow_selection<By, Source>;
    using node = memo_of<value, body, typename By::equality>;
    auto state = make_ref<node>(body{std::move(source), keys}, typename By::equality{}, made);
    keys->node = state.get();
    state->begin();
    memo<value> now{ref<memo_state<value>>(std::move(state))};
    return make_ref<selection_of<By>>(std::move(keys), std::move(now), made);
}

}  // namespace solder::detail
#endif
