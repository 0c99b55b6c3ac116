#ifndef SOLDER_QUERY_QUERY_CACHE_HPP
#define SOLDER_QUERY_QUERY_CACHE_HPP
#include <chrono>
#include <map>
#include <solder/core/shared_task.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/wire/key.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

class query_cache;

namespace detail {

/// One entry of the cache, whatever the type of its value.
class query_entry : public ref_counted {
public:
    explicit query_entry(exact_key key, const void* type) : key_(std::move(key)), type_(type) {}

    const exact_key& key() const { return key_; }
    bool holds(const void* type) const { return type_ == type; }
    bool has_subscribers() const { return subscribers_ > 0; }

    /// Makes the running computation depend on this entry, until it ends or runs again.
    void subscribe();
    void invalidate() { invalidated_ = true; }
    /// Runs the computations that read this entry again.
    void notify() {
        version_.update([](std::uint64_t& n) { ++n; });
    }
    /// Calls `listener` once when nothing is in flight; at once when nothing is.
    virtual void when_settled(callback<void()> listener) const = 0;
    virtual bool in_flight() const = 0;
    virtual bool failed() const = 0;

protected:
    friend class solder::query_cache;
    exact_key key_;
    const void* type_;
    signal<std::uint64_t> version_{0};
    std::uint32_t subscribers_ = 0;
    std::chrono::milliseconds fetched_at_{0};
    std::uint64_t load_scope_ = 0;
    bool started_ = false;
    bool invalidated_ = false;
};

template <class T>
class query_entry_of final : public query_entry {
public:
    using query_entry::query_entry;
    static constexpr char type_tag{};

    void when_settled(callback<void()> listener) const override {
        if (fetch) return fetch.when_settled(std::move(listener));
        listener();
    }
    bool in_flight() const override { return fetch && !fetch.is_settled(); }
    bool failed() const override { return fetch && fetch.is_settled() && !fetch.outcome(); }

    shared_task<T> fetch;
};

}  // namespace detail

/// The results of queries by key, shared by every part of a page that reads them.
///
/// One per page in the browser and one per request on the server: a cache shared between requests would show one
/// visitor's data to another. Thread: the one that made it.
class query_cache {
public:
    enum class use : std::uint8_t {
        page,     ///< entries grow stale, computations subscribe
        request,  ///< an entry serves every call of the request; nothing subscribes
    };
    /// How long an answer serves calls that do not subscribe, from the start of its fetch.
    static constexpr std::chrono::milliseconds fresh_for{5'000};
    /// How long an entry without subscribers is kept.
    static constexpr std::chrono::milliseconds keep_for{180'000};
    static constexpr std::chrono::milliseconds sweep_every{300'000};

    explicit query_cache(use how = use::page) : use_(how) {}
    query_cache(const query_cache&) = delete;

    /// The cache around the running code, else the page's. There must be one.
    static query_cache& current();

    template <class T>
    detail::query_entry_of<T>& entry(std::string_view text, auto make_key) {
        const void* type = &detail::query_entry_of<T>::type_tag;
        if (auto* found = find(text); found && found->holds(type))
            return static_cast<detail::query_entry_of<T>&>(*found);
        auto made = make_ref<detail::query_entry_of<T>>(make_key(), type);
        auto& entry = *made;
        add(std::string(text), std::move(made));
        return entry;
    }
    /// Whether a call may be answered by what the entry has or is fetching.
    [[nodiscard]] bool may_reuse(const detail::query_entry& entry) const;
    /// Notes that a fetch starts now: whatever was invalid is being replaced.
    void fetch_started(detail::query_entry& entry);
    /// A new page or a retry: failures of before are not shown again but fetched anew (Q28).
    void begin_load_scope() { ++load_scope_; }

    /// Invalidates the entries that match any of `keys`, and reads those with subscribers again. Null: all entries.
    /// @param force  false: computations run again but reuse what is valid
    /// @return done when every fetch that this started has settled; a failed fetch is not a failure of this task.
    /// Started
    ///         already: it may be dropped
    task<void> revalidate(const std::vector<query_key>* keys, bool force);

    /// Entries held.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Drops entries that nobody has used for `keep_for`.
    void sweep();

private:
    using entry_ref = ref<detail::query_entry>;
    detail::query_entry* find(std::string_view text) const;
    void add(std::string text, entry_ref entry);
    std::vector<entry_ref> matching(const std::vector<query_key>* keys) const;

    use use_;
    std::uint64_t load_scope_ = 0;
    std::chrono::milliseconds swept_at_{0};
    // By canonical text, so that the entries of one query, and of leading arguments, stand together.
    std::map<std::string, entry_ref, std::less<>> entries_;
};

/// The cache of the running request; null outside of any.
[[nodiscard]] const context<query_cache*>& query_cache_context();
/// Sets the cache of this thread's page; not owned.
void set_page_query_cache(query_cache* cache);

}  // namespace solder
#endif
