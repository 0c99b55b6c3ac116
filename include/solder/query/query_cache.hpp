#ifndef SOLDER_QUERY_QUERY_CACHE_HPP
#define SOLDER_QUERY_QUERY_CACHE_HPP
#include <chrono>
#include <map>
#include <solder/core/shared_task.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/query/value_operations.hpp>
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
    query_entry(exact_key key, const value_operations& type) : type(type), key_(std::move(key)) {}

    const value_operations& type;
    ref<shared_work> fetch;  ///< the newest; null before the first

    const exact_key& key() const { return key_; }
    bool has_subscribers() const { return subscribers_ > 0; }
    bool in_flight() const { return fetch && !fetch->outcome; }
    bool failed() const { return fetch && fetch->outcome && !*fetch->outcome; }

    /// Makes the running computation depend on this entry, until it ends or runs again.
    void subscribe();
    void invalidate() { invalidated_ = true; }
    /// Runs the computations that read this entry again.
    void notify() {
        version_.update([](std::uint64_t& n) { ++n; });
    }

private:
    friend class solder::query_cache;
    exact_key key_;
    signal<std::uint64_t> version_{0};
    std::uint32_t subscribers_ = 0;
    std::chrono::milliseconds fetched_at_{0};
    std::uint64_t load_scope_ = 0;
    bool started_ = false;
    bool invalidated_ = false;
};

/// One call of a query, its types erased.
struct query_call {
    std::string key_text;
    const value_operations& type;
    callback<exact_key()> make_key;
    callback<task<erased_value>()> fetch;
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

    /// The answer to a call: what the entry has or is fetching when that may be used, else a new fetch. Subscribes the
    /// running computation.
    ref<detail::shared_work> read(const detail::query_call& call);
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
    detail::query_entry& entry_for(const detail::query_call& call);
    /// Whether a call may be answered by what the entry has or is fetching.
    [[nodiscard]] bool may_reuse(const detail::query_entry& entry) const;
    /// Notes that a fetch starts now: whatever was invalid is being replaced.
    void fetch_started(detail::query_entry& entry);
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
