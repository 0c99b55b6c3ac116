#ifndef SOLDER_SRC_QUERY_QUERY_ENTRY_HPP
#define SOLDER_SRC_QUERY_QUERY_ENTRY_HPP
#include <boost/intrusive/set.hpp>
#include <solder/core/environment.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/query_layer.hpp>

namespace solder::detail {

/// Of two moments of a cache, no more than half of what the counter can hold apart.
constexpr bool is_later(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b) > 0; }

/// An answer with a value, such as `json` makes, gives a read that value.
void take_answered_value(result<erased_value>& outcome, const value_operations& type);

/// One entry of the cache, whatever the type of its value. It is the signal of its own version.
class query_entry final : public signal_state<std::uint32_t>,
                          public boost::intrusive::set_base_hook<boost::intrusive::optimize_size<true>> {
public:
    query_entry(query_cache& cache, std::string_view text, const value_operations& type)
        : signal_state(0), text_(text), cache_(&cache), type_(&type) {
        tells_when_left_ = true;
        moment_ = cache.last_forgotten_;  // it may have been here
    }

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] const value_operations& type() const { return *type_; }
    [[nodiscard]] const query_options& options() const;
    /// The query that was called last; null for what was only set by hand.
    void define(const std::shared_ptr<const query_definition>& by) {
        if (definition_ != by) definition_ = by;
    }

    // ---- who reads it
    /// Computations that read it in their last run, for what is shown or for what a transition will show. One that runs
    /// again still counts (R7).
    [[nodiscard]] bool has_subscribers() const { return has_readers() || (has_fork() && fork_of(*this).has_readers()); }
    /// Whether the cache must keep it although it has nothing: for who is told of it, and for what lies over it.
    [[nodiscard]] bool is_needed() const;
    /// Makes the running computation depend on this entry, until it ends or runs again.
    void subscribe();
    /// Runs the computations that read this again.
    void notify();
    /// The same, because what they read is no longer right, or is awaited no longer.
    void tell_to_read_again() {
        told_ = 1;
        notify();
    }
    /// Whether there are readers who were not told so.
    [[nodiscard]] bool has_untold_readers() const { return has_subscribers() && !told_; }

    // ---- what it has
    [[nodiscard]] bool has_begun() const { return fetch_ || has_answer_; }
    [[nodiscard]] bool in_flight() const { return fetch_ && !fetch_->outcome; }
    [[nodiscard]] bool failed() const { return fetch_ && fetch_->outcome && !*fetch_->outcome; }
    /// The value settled last, also while it is fetched again and after that failed; null when there never was one.
    [[nodiscard]] const erased_value& value() const { return value_; }
    /// The same with the layers over it, which wait while there is none.
    [[nodiscard]] erased_value shown_value() const { return value_ && has_layers() ? with_layers(value_) : value_; }
    /// For a caller: what is being fetched, or what is there; with the layers over it for a computation, which is told
    /// when they go.
    [[nodiscard]] ref<shared_work> answer() const;
    /// Tracked, and as a use of the entry: whether `work` is what it failed with, and nobody asked for it anew.
    bool has_failure_of(const shared_work& work);
    /// What is being fetched; null when nothing is.
    [[nodiscard]] ref<shared_work> fetch_in_flight() const { return in_flight() ? fetch_ : nullptr; }
    /// Counts fetches.
    [[nodiscard]] std::uint32_t generation() const { return generation_; }
    [[nodiscard]] bool is_invalidated() const {
        return invalidated_ || (cache_ && is_later(cache_->last_revalidated_all_, moment_));
    }
    /// The moment when it was fetched, set or invalidated last.
    [[nodiscard]] std::uint32_t changed_at() const {
        return is_later(moment_, cache_->last_revalidated_all_) ? moment_ : cache_->last_revalidated_all_;
    }
    [[nodiscard]] std::chrono::milliseconds age() const { return current_clock().now() - fetched_at_; }
    /// Whether the fetch in flight has failed and is to be tried again later.
    [[nodiscard]] bool waits_to_retry() const { return waits_to_retry_; }
    void waits_to_retry(bool now) { waits_to_retry_ = now; }
    [[nodiscard]] bool may_be_reused(query_intent intent, std::uint64_t load_scope) const;
    [[nodiscard]] bool is_forgotten() const;
    /// Longer ago than `refetch_every`.
    [[nodiscard]] bool is_due() const;

    void invalidate() {
        invalidated_ = true;
        note_moment();
    }
    /// For lists in which each is to stand once: whether it is the first time.
    bool collect() {
        bool is_first = !collected_;
        collected_ = 1;
        return is_first;
    }
    void was_collected() { collected_ = 0; }
    /// Whether it remains among the entries in use.
    bool stays_listed() {
        listed_ = has_subscribers();
        return listed_;
    }
    /// On a server: none of those who asked for it so far has it shipped with the page.
    [[nodiscard]] bool is_left_out() const { return left_out_; }
    void is_left_out(bool now) { left_out_ = now; }
    /// A use that is no preloading: the time of a preloaded answer begins anew, once (Q14, Q15); an answer that says
    /// where to go is followed, once (Q20, Q21).
    void use();
    /// A use that is: the fetch of readers who have all gone goes on for it.
    void preload();
    /// Replaces what is being fetched. `work` may be settled.
    void take_fetch(ref<shared_work> work, std::uint64_t load_scope, query_intent intent);
    void set_value(erased_value value);
    void lay(ref<query_layer> layer);
    void take_layer(const query_layer& layer);
    /// Back to nothing; subscribers stay (Q32).
    void forget();
    /// The cache gives it up; who reads this keeps it. Ends what refers to it.
    void leave_cache();

private:
    /// What few entries have.
    struct extras {
        std::vector<ref<query_layer>> layers;
        std::optional<timer_id> refetch_timer;
        std::uint32_t timer_users = 0;
    };
    extras& more();
    [[nodiscard]] bool has_layers() const { return extras_ && !extras_->layers.empty(); }
    void settled(const shared_work& work);
    [[nodiscard]] erased_value with_layers(erased_value below) const;
    void drop_confirmed_layers();
    void left_by_readers() override;
    static constexpr std::chrono::seconds longest_noted{(1 << 20) - 1};
    void give_up_unwanted(std::uint32_t generation);
    /// The timer runs while a computation wants it.
    void keep_refetching();
    void start_refetch_timer();
    void stop_refetch_timer();
    void note_moment() {
        if (cache_) moment_ = ++cache_->moment_;
    }

    std::string text_;
    query_cache* cache_;
    const value_operations* type_;
    std::shared_ptr<const query_definition> definition_;
    ref<shared_work> fetch_;  // in flight, or failed
    erased_value value_;
    std::chrono::milliseconds fetched_at_{0};
    std::unique_ptr<extras> extras_;  // null: nothing of it
    std::uint32_t moment_ = 0;
    std::uint32_t generation_ = 0;
    std::uint32_t load_scope_ = 0;
    std::uint32_t has_answer_ : 1 = 0;  // `value_` is the newest
    std::uint32_t invalidated_ : 1 = 0;
    std::uint32_t preloaded_ : 1 = 0;
    std::uint32_t collected_ : 1 = 0;
    std::uint32_t listed_ : 1 = 0;    // among the entries in use
    std::uint32_t was_read_ : 1 = 0;  // by a computation, since the newest fetch began
    std::uint32_t told_ : 1 = 0;      // readers were, since the newest fetch began
    std::uint32_t left_out_ : 1 = 0;
    std::uint32_t waits_to_retry_ : 1 = 0;
    std::uint32_t left_after_ : 20 = 0;  // seconds, from `fetched_at_` until the last reader left
    std::uint32_t shows_value_ : 1 = 0;  // has layers, or had some since the fetch that is in flight began
};

struct entry_text {
    using type = std::string_view;
    type operator()(const query_entry& entry) const { return entry.text(); }
};

/// Entries in the order of their text: those of one name, and of leading arguments, stand together.
using entry_order =
    boost::intrusive::set<query_entry, boost::intrusive::key_of_value<entry_text>,
                          boost::intrusive::compare<std::less<>>, boost::intrusive::constant_time_size<false>>;

}  // namespace solder::detail
#endif
