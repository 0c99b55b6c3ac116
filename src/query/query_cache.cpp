#include "entry_index.hpp"
#include <solder/core/assert.hpp>
#include <solder/core/await_callback.hpp>
#include <solder/core/on_demand.hpp>
#include <solder/core/platform.hpp>
#include <solder/core/timer.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

constinit SOLDER_PER_THREAD detail::on_demand<query_cache> page_cache;
constinit SOLDER_PER_THREAD detail::occasion_teller tells_of_occasions = nullptr;
constinit thread_local query_intent intent_now = query_intent::navigate;
constinit thread_local const void* run_of_intent = nullptr;  // where the innermost `intent_scope` began

void tell_of_occasion(query_cache& cache, detail::page_occasion which) {
    if (which != detail::page_occasion::online) cache.hide(which == detail::page_occasion::hidden);
    if (which != detail::page_occasion::hidden)
        cache.occasion(which == detail::page_occasion::online ? &refetch_occasions::reconnect
                                                              : &refetch_occasions::focus);
}

/// Waits until what was started has been shown and every one of `entries` has nothing in flight.
task<void> all_settled(task<void> shown, std::vector<ref<detail::query_entry>> entries) {
    if (detail::this_graph.batch_depth > 0) co_await sleep_for({});  // its end is what makes computations run
    co_await std::move(shown);
    for (auto& entry : entries)
        while (auto fetch = entry->fetch_in_flight()) co_await detail::end_of(std::move(fetch));
}

task<void> nothing_to_do() { co_return; }

}  // namespace

const context<query_cache*>& query_cache_context() {
    static const auto* made = new context<query_cache*>(nullptr);
    return *made;
}

intent_scope::intent_scope(query_intent intent)
    : before_(std::exchange(intent_now, intent)), run_before_(std::exchange(run_of_intent, detail::current_run())) {}
intent_scope::~intent_scope() {
    intent_now = before_;
    run_of_intent = run_before_;
}
void query_cache::set_intent(query_intent intent) { intent_now = intent; }

// Computations that happen to run inside of a preload read for themselves.
query_intent query_cache::intent() {
    if (use_context(detail::is_ahead_context())) return query_intent::preload;
    auto* run = detail::current_run();
    const bool is_its_own = !run || run == run_of_intent;
    return is_its_own || intent_now != query_intent::preload ? intent_now : query_intent::navigate;
}

const context<bool>& detail::is_ahead_context() {
    static const auto* made = new context<bool>(false);
    return *made;
}

std::string& detail::key_buffer::spare() {
    thread_local std::string text;
    return text;
}

void set_page_query_cache(query_cache* cache) { page_cache.set(cache); }
void detail::make_page_query_cache_by(query_cache* (*make)()) { page_cache.make = make; }
query_cache* detail::made_page_query_cache() { return page_cache.made; }

query_cache* query_cache::find_current() {
    auto* found = use_context(query_cache_context());
    return found ? found : page_cache.get();
}

query_cache* query_cache::find_made() {
    auto* found = use_context(query_cache_context());
    return found ? found : page_cache.made;
}

query_cache& query_cache::current() {
    auto* found = find_current();
    SOLDER_ASSERT(found, "no query cache here: a query was called outside of any page or request");
    return *found;
}

ref<detail::shared_work> query_cache::read_here(const detail::query_call& call) {
    if (auto* found = find_current()) return found->read(call);
    return detail::shared_work::settled(
        std::unexpected(error{"a query was called outside of any page or request, or after that had ended"}));
}

query_cache::query_cache(use how) : use_(how), index_(std::make_unique<detail::entry_index>()) {}

query_cache::~query_cache() {
    for (auto& entry : index_->all()) entry->leave_cache();
}

detail::query_entry& query_cache::entry_for(std::string_view text, const detail::value_operations& type) {
    const auto hash = detail::entry_index::hash_of(text);
    auto* found = index_->find(text, hash);
    if (found && &found->type() == &type) return *found;
    if (found) {
        found->leave_cache();
        index_->erase(*found);
    }
    tells_of_occasions = tell_of_occasion;
    return index_->insert(make_ref<detail::query_entry>(*this, text, type));
}

std::size_t query_cache::size() const { return index_->size(); }

// ---- reading

namespace {

/// The answer that came with the page, or with the reply to a write; null when there is none that decodes.
ref<detail::shared_work> take_shipped(const detail::query_entry& entry, shipped_data* shipped) {
    const auto& type = entry.type();
    if (!shipped || shipped->empty() || !type.decode) return nullptr;
    auto answer = shipped->take(entry.text());
    if (!answer) return nullptr;
    if (!*answer) return detail::shared_work::settled(std::unexpected(std::move(answer->error())));
    auto value = type.decode(**answer);
    return value ? detail::shared_work::settled(std::move(*value)) : nullptr;
}

using fetch_maker = callback<task<detail::erased_value>()>;

bool is_worth_another_try(const error& e) {
    return e.kind == error_kind::unreachable || e.kind == error_kind::timed_out;
}

task<detail::erased_value> try_again(fetch_maker fetch, ref<detail::query_entry> entry, retry_options how) {
    auto delay = how.first_delay;
    for (int left = how.times;; --left) {
        auto outcome = co_await as_result(fetch());
        if (outcome) co_return std::move(*outcome);
        if (left == 0 || !is_worth_another_try(outcome.error())) co_return fail(std::move(outcome.error()));
        entry->waits_to_retry(true);
        co_await sleep_for(delay);
        entry->waits_to_retry(false);
        delay = std::min(delay * 2, how.longest_delay);
    }
}

task<detail::erased_value> run(fetch_maker fetch, ref<detail::query_entry> entry) {
    const auto how = entry->options().retry;
    return how.times > 0 ? try_again(std::move(fetch), std::move(entry), how) : fetch();
}

/// Waits for the answer that the page still brings; fetches when none comes that decodes.
task<detail::erased_value> take_when_here(shipped_data& shipped, ref<detail::query_entry> entry, fetch_maker fetch) {
    co_await await_callback<void>([&](resolver<void> done) { shipped.when_here(entry->text(), [done] { done({}); }); });
    if (auto came = take_shipped(*entry, &shipped)) {
        auto& outcome = *came->outcome;
        if (!outcome) co_return fail(std::move(outcome.error()));
        co_return std::move(*outcome);
    }
    co_await sleep_for({});  // whoever put it out of date may be about to ask anew, which ends this
    auto fetching = run(std::move(fetch), std::move(entry));
    co_return co_await std::move(fetching);
}

/// The first to know how `work` ends. Unused in the browser build.
[[maybe_unused]] void ship_when_settled(shipped_data& shipped, const ref<detail::shared_work>& work,
                                        const ref<detail::query_entry>& entry) {
    const bool can_ship = entry->type().encode;
    const bool is_wanted = can_ship && shipped.wants(entry->text());
    entry->is_left_out(can_ship && !is_wanted);
    if (is_wanted && !work->outcome) shipped.expect(std::string(entry->text()));
    work->when_settled([around = ref<owner>(get_owner()), work = work.get(), entry, is_wanted] {
        auto* to = run_with_owner(around.get(), [] { return detail::shipped_data_of_request(); });
        if (!to) return;  // the request has ended; something in it waits for the work all the same
        auto& outcome = *work->outcome;
        detail::take_answered_value(outcome, entry->type());
        // All of the page sees of a failure what the browser will see.
        if (!outcome) outcome.error() = to->error_to_show(entry->text(), outcome.error());
        if (!is_wanted) return;
        std::string text(entry->text());
        if (outcome)
            to->ship(std::move(text), entry->type().encode(outcome->get()));
        else
            to->record(std::move(text), std::unexpected(outcome.error()));
    });
}

}  // namespace

ref<detail::shared_work> query_cache::start_fetch(detail::query_entry& entry, const detail::query_call& call,
                                                  query_intent intent) {
    ref<detail::query_entry> keep(&entry);
    auto* came = use_ == use::page ? detail::current_shipped_data() : nullptr;
    auto work = take_shipped(entry, answers_along_for(entry));
    const bool is_outdated = !work && came && came->is_outdated(entry.text());
    if (!work) work = take_shipped(entry, came);
    if (!work) {
        // An owner of its own: the fetch belongs to all callers, not to the one that came first; calls of server
        // functions inside know that the query ships its answer itself.
        auto around = make_ref<owner>(ref<owner>(get_owner()), false);
        const bool again = came && came->has_brought(entry.text());
        provide_context(*around, detail::query_run_context(),
                        again ? detail::query_run::again : detail::query_run::first);
        if (intent == query_intent::preload) provide_context(*around, detail::is_ahead_context(), true);
        auto fetch = call.make_fetch(call.definition, call.arguments);
        const bool comes = came && came->expects(entry.text());
        work = run_with_owner(around.get(), [&] {
            return detail::shared_work::run(comes ? take_when_here(*came, keep, std::move(fetch))
                                                  : run(std::move(fetch), keep));
        });
        if constexpr (!in_browser)
            if (auto* shipped = detail::shipped_data_of_request()) ship_when_settled(*shipped, work, keep);
    }
    if (!index_->find(entry.text())) index_->insert(keep);  // the fetch began with clearing the cache
    entry.take_fetch(work, load_scope_, intent);
    if (is_outdated) {
        entry.invalidate();
        start_transition([keep] { keep->tell_to_read_again(); });
    }
    sweep_now_and_then();
    return work;
}

ref<detail::shared_work> query_cache::read(const detail::query_call& call) {
    auto& entry = entry_for(call.text, *call.definition->type);
    entry.define(call.definition);
    if (use_ == use::request) {
        if (!entry.has_begun()) return start_fetch(entry, call, query_intent::initial);
        auto answer = entry.answer();
        if constexpr (!in_browser)
            if (auto* shipped = detail::shipped_data_of_request();
                shipped && entry.is_left_out() && shipped->wants(entry.text()))
                ship_when_settled(*shipped, answer, entry_ref(&entry));
        return answer;
    }
    const auto intent = query_cache::intent();
    const bool reuse = entry.may_be_reused(intent, load_scope_);
    if (!reuse) return fetch_for_all(entry, call, intent);
    intent != query_intent::preload ? entry.subscribe() : entry.preload();
    auto answer = entry.answer();
    if (intent != query_intent::preload) entry.use();
    return answer;
}

/// A fetch that a reader needs. Others who read the entry get to know of it, so that all show one answer (Q17).
ref<detail::shared_work> query_cache::fetch_for_all(detail::query_entry& entry, const detail::query_call& call,
                                                    query_intent intent) {
    entry_ref keep(&entry);
    const bool must_tell = entry.has_untold_readers();
    auto work = start_fetch(entry, call, intent);
    // Before it subscribes: who asks need not run again.
    if (must_tell) start_transition([keep] { keep->tell_to_read_again(); });
    if (intent != query_intent::preload) entry.subscribe();
    return work;
}

// ---- reading again

std::vector<query_cache::entry_ref> query_cache::matching(const std::vector<query_key>* keys) const {
    return keys ? index_->matching(*keys) : index_->all();
}

task<void> query_cache::read_again(std::vector<entry_ref> entries) {
    std::erase_if(entries, [](const entry_ref& entry) { return !entry->has_subscribers(); });
    if (entries.empty()) return nothing_to_do();
    auto shown = start_transition_now([&] {
        for (auto& entry : entries) entry->tell_to_read_again();
    });
    return all_settled(std::move(shown), std::move(entries));
}

const std::vector<query_cache::entry_ref>& query_cache::in_use() {
    std::erase_if(in_use_, [](const entry_ref& entry) { return !entry->stays_listed(); });
    return in_use_;
}

/// What came along is good for an entry that nothing happened to since, as long as a fetch would be.
shipped_data* query_cache::answers_along_for(const detail::query_entry& entry) {
    if (along_.empty()) return nullptr;
    const bool is_too_old = current_clock().now() - along_since_ >= entry.options().fresh_for;
    return is_too_old || detail::is_later(entry.changed_at(), along_moment_) ? nullptr : &along_;
}

void query_cache::keep_answers(const detail::answers_along& along) {
    auto answers = scan_json_object(along.json);
    if (!answers) return;
    for (auto& [text, json] : *answers) {
        const auto* entry = index_->find(text);
        // Without an entry nothing tells what happened to it: it may have been among any that were invalidated, or
        // gone.
        const auto last = detail::is_later(last_revalidated_, last_forgotten_) ? last_revalidated_ : last_forgotten_;
        const auto changed_at = entry ? entry->changed_at() : last;
        if (!detail::is_later(changed_at, along.sent_at)) along_.record(std::move(text), std::string(json));
    }
}

task<void> query_cache::revalidate(const std::vector<query_key>* keys, bool force, const detail::answers_along* along) {
    if (use_ == use::request) return nothing_to_do();
    if (force) drop_answers_along();  // they are of before
    if (along) keep_answers(*along);
    if (auto* came = detail::current_shipped_data(); came && force) came->outdate(keys);
    if (force) last_revalidated_ = ++moment_;
    auto affected = keys ? matching(keys) : in_use();
    if (force && !keys) last_revalidated_all_ = moment_;
    if (force && keys)
        for (auto& entry : affected) entry->invalidate();
    if (along) {
        along_moment_ = moment_;
        along_since_ = current_clock().now();
    }
    return read_again(std::move(affected));
}

detail::occasion_teller detail::teller_of_occasions() { return tells_of_occasions; }

void query_cache::occasion(bool refetch_occasions::* which) {
    if (!automatic_) return;
    auto affected = in_use();
    std::erase_if(affected, [&](const entry_ref& entry) {
        const auto& options = entry->options();
        if (!(options.refetch_on.*which)) return true;
        if (entry->waits_to_retry() || entry->failed()) return false;
        return (entry->in_flight() && !entry->is_invalidated()) || entry->age() < options.fresh_for;
    });
    for (auto& entry : affected) entry->invalidate();
    read_again(std::move(affected));
}

void query_cache::hide(bool yes) {
    const bool is_back = std::exchange(hidden_, yes) && !yes;
    if (!is_back || !automatic_) return;
    auto due = in_use();
    std::erase_if(due, [](const entry_ref& entry) { return entry->in_flight() || !entry->is_due(); });
    for (auto& entry : due) entry->invalidate();
    read_again(std::move(due));
}

// ---- values by key

namespace {

std::optional<std::string> entry_text_of(const query_key& key) {
    auto entry = key.single_entry();
    return entry ? std::optional(entry->text()) : std::nullopt;
}

}  // namespace

result<detail::erased_value> query_cache::value_of(const query_key& key, const detail::value_operations& type) const {
    auto text = entry_text_of(key);
    auto* entry = text ? index_->find(*text) : nullptr;
    if (!entry) return fail(error{"no such query entry", error_kind::not_found});
    if (&entry->type() != &type) return fail(error{"a query entry of another type", error_kind::invalid});
    return entry->value();
}

void query_cache::set_value(const query_key& key, const detail::value_operations& type, detail::erased_value value,
                            bool notify) {
    auto text = entry_text_of(key);
    if (!text) return;
    ref<detail::query_entry> entry(&entry_for(*text, type));
    const bool is_awaited = entry->in_flight();
    entry->set_value(std::move(value));
    if (notify || is_awaited) entry->notify();
    sweep_now_and_then();
}

ref<detail::query_layer> query_cache::lay(const query_key& key, const detail::value_operations& type,
                                          callback<detail::erased_value(const detail::erased_value&)> change) {
    auto text = entry_text_of(key);
    if (!text) return nullptr;
    ref<detail::query_entry> entry(&entry_for(*text, type));
    auto layer = make_ref<detail::query_layer>(entry, std::move(change));
    entry->lay(layer);
    sweep_now_and_then();
    return layer;
}

bool query_cache::remove(const query_key& key) {
    auto text = entry_text_of(key);
    auto* entry = text ? index_->find(*text) : nullptr;
    if (!entry) return false;
    ref<detail::query_entry> keep(entry);
    bool was_there = entry->has_begun() || entry->value();
    forget({std::move(keep)});
    return was_there;
}

void query_cache::clear() { forget(index_->all()); }

void query_cache::forget(std::vector<entry_ref> entries) {
    batch([&] {
        for (auto& entry : entries) {
            const bool is_awaited = entry->in_flight();
            entry->forget();
            last_forgotten_ = moment_;
            if (!entry->is_needed())
                index_->erase(*entry);
            else if (is_awaited)
                entry->notify();  // who waits would wait for what is nobody's any more
        }
    });
}

void query_cache::visit(const std::vector<query_key>* keys, const callback<void(std::string_view)>& visit) const {
    for (auto& entry : matching(keys)) visit(entry->text());
}

void query_cache::sweep_now_and_then() {
    if (use_ == use::page && current_clock().now() - swept_at_ > sweep_every) sweep();
}

void query_cache::sweep() {
    swept_at_ = current_clock().now();
    in_use();
    for (auto& entry : index_->all())
        if (entry->is_forgotten()) {
            entry->forget();
            last_forgotten_ = moment_;
            index_->erase(*entry);
        }
}

}  // namespace solder
