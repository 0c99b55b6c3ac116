#ifndef SOLDER_QUERY_QUERY_CACHE_HPP
#define SOLDER_QUERY_QUERY_CACHE_HPP
#include <memory>
#include <solder/core/shared_task.hpp>
#include <solder/query/query_options.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/query/value_operations.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/wire/key.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// Why the running code calls queries.
enum class query_intent : std::uint8_t {
    initial,   ///< the first page
    navigate,  ///< a link was followed, or something on the page changed
    native,    ///< back or forward in the history: answers of any age serve
    preload,   ///< a page that may be shown next: answers are kept and not acted on
};

/// As long as it lives, code on this thread calls queries with this intent; without any, it is `navigate`.
class intent_scope {
public:
    explicit intent_scope(query_intent intent);
    ~intent_scope();
    intent_scope(const intent_scope&) = delete;
    intent_scope& operator=(const intent_scope&) = delete;

private:
    query_intent before_;
    const void* run_before_;
};

namespace detail {

/// Whether the running code works ahead, for a page that may be shown next: also after it has waited.
const context<bool>& is_ahead_context();

class query_entry;
class query_layer;
class entry_index;

/// What all entries of one query share.
struct query_definition {
    std::string name;
    query_options options;
    const value_operations* type;
};

#ifndef NDEBUG
/// Reports a query over another function (`fn`) that is in use on this thread under the same name; once for a name.
void note_query(std::shared_ptr<const query_definition> added, const void* fn, const call_site& made);
#endif

/// One call of a query, its types erased. Its text is a key's.
struct query_call {
    std::string_view text;
    const std::shared_ptr<const query_definition>& definition;
    const void* arguments;
    /// Something that fetches, with copies of what is behind `arguments`.
    callback<task<erased_value>()> (*make_fetch)(const std::shared_ptr<const query_definition>& definition,
                                                 const void* arguments);
};

/// Answers that came with the reply to a write.
struct answers_along {
    std::string_view json;  ///< an object: values by the text of the key
    std::uint32_t sent_at;  ///< the `query_cache::moment` before the write was sent
};

/// Room for the text of a key that is kept from call to call.
class key_buffer {
public:
    key_buffer() : text_(std::move(spare())) { text_.clear(); }
    ~key_buffer() { spare() = std::move(text_); }
    key_buffer(const key_buffer&) = delete;
    key_buffer& operator=(const key_buffer&) = delete;
    std::string& get() { return text_; }

private:
    static std::string& spare();
    std::string text_;
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
    static constexpr std::chrono::milliseconds sweep_every{300'000};

    explicit query_cache(use how = use::page);
    query_cache(const query_cache&) = delete;
    ~query_cache();

    /// The cache around the running code, else the page's. There must be one.
    static query_cache& current();
    /// The same; null where there is none.
    static query_cache* find_current();
    /// The same, but null where it would first have to be made.
    static query_cache* find_made();

    /// The answer to a call: what the entry has or is fetching when that may be used, else a new fetch. Subscribes the
    /// running computation.
    ref<detail::shared_work> read(const detail::query_call& call);
    /// The same, by the cache around the running code. Fails where there is none: what goes on after its request has
    /// ended is not to end the server.
    static ref<detail::shared_work> read_here(const detail::query_call& call);
    /// The intent of calls from now on; the router sets it for as long as a navigation is on its way.
    static void set_intent(query_intent intent);
    [[nodiscard]] static query_intent intent();
    /// A new page or a retry: failures of before are not shown again but fetched anew (Q28).
    void begin_load_scope() {
        ++load_scope_;
        drop_answers_along();
    }

    /// Invalidates the entries that match any of `keys`, and reads those with subscribers again, in a transition. Null:
    /// all entries.
    /// @param force  false: computations run again but reuse what is valid
    /// @param along  serve in place of fetches until `drop_answers_along`. One is passed over when its entry was
    ///               fetched, set or invalidated while it was on its way: it may be older than that
    /// @return done when that has settled, and every fetch that it started; a failed fetch is not a failure of this
    ///         task. Started already: it may be dropped
    task<void> revalidate(const std::vector<query_key>* keys, bool force, const detail::answers_along* along = nullptr);
    void drop_answers_along() { along_.forget(); }
    /// Counts what happens to entries.
    [[nodiscard]] std::uint32_t moment() const { return moment_; }

    /// Whether entries are read again on their own: by `refetch_every` and `refetch_on`. They are, unless this says no.
    void refetch_automatically(bool yes) { automatic_ = yes; }
    /// What `refetch_on` speaks of has happened: reads again what is in use, wants it, and is no longer fresh or
    /// failed.
    void occasion(bool refetch_occasions::* which);

    /// Whether nobody sees what shows the entries, such as a page in another tab: see `query_options::refetch_every`.
    void hide(bool yes);

    /// The value of an entry that settled last; null while there is none. No fetch, no dependency.
    /// Errors: `not_found` when there is no such entry; `invalid` when its values are of another type.
    [[nodiscard]] result<detail::erased_value> value_of(const query_key& key,
                                                        const detail::value_operations& type) const;
    /// Makes or overwrites an entry. Counts as fetched now, and as not used yet.
    /// @param notify  runs the computations that read it again; without, they see it when they run next
    void set_value(const query_key& key, const detail::value_operations& type, detail::erased_value value, bool notify);
    /// Lays a change over an entry, which is made when it is not there yet.
    ref<detail::query_layer> lay(const query_key& key, const detail::value_operations& type,
                                 callback<detail::erased_value(const detail::erased_value&)> change);
    /// Forgets what an entry has, or all of them; the next call fetches. Who reads them stays told of later answers.
    /// @return whether there was one
    bool remove(const query_key& key);
    void clear();
    /// Calls `visit` with the text of each entry that matches any of `keys`; null: all.
    void visit(const std::vector<query_key>* keys, const callback<void(std::string_view)>& visit) const;

    /// Entries held.
    [[nodiscard]] std::size_t size() const;
    /// Drops entries that nobody has used for their `keep_for`.
    void sweep();

private:
    friend class detail::query_entry;
    using entry_ref = ref<detail::query_entry>;
    detail::query_entry& entry_for(std::string_view text, const detail::value_operations& type);
    ref<detail::shared_work> start_fetch(detail::query_entry& entry, const detail::query_call& call,
                                         query_intent intent);
    ref<detail::shared_work> fetch_for_all(detail::query_entry& entry, const detail::query_call& call,
                                           query_intent intent);
    [[nodiscard]] std::vector<entry_ref> matching(const std::vector<query_key>* keys) const;
    task<void> read_again(std::vector<entry_ref> entries);
    void keep_answers(const detail::answers_along& along);
    shipped_data* answers_along_for(const detail::query_entry& entry);
    void forget(std::vector<entry_ref> entries);
    void sweep_now_and_then();
    /// The entries with subscribers, in the order of their first use.
    const std::vector<entry_ref>& in_use();

    use use_;
    bool automatic_ = true;
    bool hidden_ = false;
    std::uint32_t load_scope_ = 0;
    std::uint32_t moment_ = 0;
    std::uint32_t last_revalidated_ = 0;      // the moment when any entries were invalidated
    std::uint32_t last_revalidated_all_ = 0;  // and when all were
    std::vector<entry_ref> in_use_;           // and some that were, when it was looked at last
    std::uint32_t last_forgotten_ = 0;        // the moment when an entry was forgotten
    shipped_data along_;
    std::uint32_t along_moment_ = 0;  // when these came
    std::chrono::milliseconds along_since_{0};
    std::chrono::milliseconds swept_at_{0};
    std::unique_ptr<detail::entry_index> index_;
};

/// The cache of the running request; null outside of any.
[[nodiscard]] const context<query_cache*>& query_cache_context();
/// Sets the cache of this thread's page; not owned.
void set_page_query_cache(query_cache* cache);
namespace detail {
/// The same, made when code first asks for it.
void make_page_query_cache_by(query_cache* (*make)());
/// Null: nobody has asked for it.
query_cache* made_page_query_cache();
enum class page_occasion : std::uint8_t { seen_again, online, hidden };
/// Tells a cache, by its `occasion` and `hide`, as soon as one of this thread has an entry, else null: a page without
/// queries is linked without it.
using occasion_teller = void (*)(query_cache& cache, page_occasion which);
occasion_teller teller_of_occasions();
}  // namespace detail

}  // namespace solder
#endif
