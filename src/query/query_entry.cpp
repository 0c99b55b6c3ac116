#include "query_entry.hpp"
#include <solder/query/navigator.hpp>
#include <solder/query/response.hpp>

namespace solder::detail {
namespace {

constexpr query_options usual_options;

}  // namespace

void take_answered_value(result<erased_value>& outcome, const value_operations& type) {
    const auto answer = outcome ? nullptr : outcome.error().response;
    if (answer && !answer->body.empty() && answer->location().empty() && type.decode)
        outcome = type.decode(answer->body);
}

const query_options& query_entry::options() const { return definition_ ? definition_->options : usual_options; }

void query_entry::subscribe() {
    if (!current_run()) return;
    in_this_world<signal_base>(*this).track();
    was_read_ = 1;
    if (options().refetch_every.count() > 0) keep_refetching();
    if (cache_ && !listed_) cache_->in_use_.emplace_back(this);
    listed_ = true;
}

void query_entry::keep_refetching() {
    if (more().timer_users++ == 0) start_refetch_timer();
    on_cleanup([self = ref<query_entry>(this)] {
        if (--self->extras_->timer_users == 0) self->stop_refetch_timer();
    });
}

void query_entry::left_by_readers() {
    left_after_ =
        static_cast<std::uint32_t>(std::min(std::chrono::floor<std::chrono::seconds>(age()), longest_noted).count());
    // A turn later: whoever left may be about to read it again.
    if (in_flight())
        current_task_queue().post(
            [self = ref<query_entry>(this), left = generation_] { self->give_up_unwanted(left); });
}

/// Stops a fetch that had readers when nobody is left who reads or waits for it (Q37).
void query_entry::give_up_unwanted(std::uint32_t generation) {
    if (generation_ != generation || has_subscribers() || preloaded_) return;
    if (in_flight() && fetch_.is_only_one()) fetch_ = nullptr;
}

bool query_entry::is_needed() const {
    return has_subscribers() ||
           (extras_ && std::ranges::any_of(extras_->layers, [](const auto& each) { return !each->is_confirmed(); }));
}

void query_entry::notify() {
    signal<std::uint32_t>(ref<signal_state<std::uint32_t>>(this)).update([](std::uint32_t& n) { ++n; });
}

query_entry::extras& query_entry::more() {
    if (!extras_) extras_ = std::make_unique<extras>();
    return *extras_;
}

ref<shared_work> query_entry::answer() const {
    // With layers over it, it shows at once, also while it is fetched again: `settled` tells of what comes. And when
    // they have gone meanwhile: what they changed is not to stay for as long as that takes.
    // Other code may write what it gets: a change that it shows already would be made twice.
    const bool shows_layers = current_run() && use_context(query_run_context()) == query_run::none;
    if (fetch_ && (!shows_layers || !shows_value_ || !value_ || failed())) return fetch_;
    return shared_work::settled(result<erased_value>(shows_layers ? shown_value() : value_));
}

erased_value query_entry::with_layers(erased_value below) const {
    for (const auto& layer : extras_->layers) below = layer->apply(below);
    return below;
}

void query_entry::lay(ref<query_layer> layer) {
    more().layers.push_back(std::move(layer));
    shows_value_ = 1;
    notify();
}

void query_entry::take_layer(const query_layer& layer) {
    if (!extras_) return;
    if (std::erase_if(extras_->layers, [&](const auto& each) { return each.get() == &layer; })) notify();
}

bool query_entry::may_be_reused(query_intent intent, std::uint64_t load_scope) const {
    if (is_invalidated() || !has_begun()) return false;
    if (in_flight()) return true;
    const bool is_in_use = has_subscribers() || age() < options().fresh_for;
    if (failed()) return is_in_use && load_scope_ == static_cast<std::uint32_t>(load_scope);
    return is_in_use || intent == query_intent::native;
}

bool query_entry::has_failure_of(const shared_work& work) {
    subscribe();
    return fetch_.get() == &work && !is_invalidated();
}

bool query_entry::is_forgotten() const {
    return !is_needed() && !in_flight() && age() - std::chrono::seconds(left_after_) > options().keep_for;
}

void query_entry::use() {
    if (preloaded_) fetched_at_ = current_clock().now(), left_after_ = 0;
    preloaded_ = false;
    if (failed()) follow_location(fetch_->outcome->error());
}

void query_entry::preload() {
    if (in_flight() && was_read_ && !has_subscribers() && fetch_.is_only_one()) preloaded_ = true;
}

void query_entry::take_fetch(ref<shared_work> work, std::uint64_t load_scope, query_intent intent) {
    ++generation_;
    fetched_at_ = current_clock().now();
    load_scope_ = static_cast<std::uint32_t>(load_scope);
    left_after_ = 0;
    invalidated_ = has_answer_ = told_ = was_read_ = waits_to_retry_ = false;
    shows_value_ = has_layers();
    preloaded_ = intent == query_intent::preload;
    note_moment();
    if (in_flight()) fetch_->newer = work;
    fetch_ = std::move(work);
    // The newest is the only one that counts; this is how the others learn that they do not. What it runs is kept:
    // the entry may be given another definition meanwhile.
    fetch_->when_settled([self = ref<query_entry>(this), work = fetch_.get(), runs = definition_] {
        take_answered_value(*work->outcome, self->type());
        if (self->fetch_.get() == work) self->settled(*work);
    });
}

void query_entry::settled(const shared_work& work) {
    waits_to_retry_ = false;
    const bool shown_at_once = shows_value_;
    if (*work.outcome) {
        value_ = **work.outcome;
        has_answer_ = true;
        fetch_ = nullptr;
        if (has_layers()) std::erase_if(extras_->layers, [&](const auto& each) { return each->is_in(generation_); });
    } else {
        fetch_->failed_of = ref<ref_counted>(this);  // a ring until it is fetched again or forgotten
        // Where it leads is of no concern to who has gone.
        const bool was_left = was_read_ && !has_subscribers();
        if (!preloaded_ && !was_left) follow_location(work.outcome->error());
    }
    if (extras_ && extras_->timer_users > 0) start_refetch_timer();
    shows_value_ = has_layers();
    if (shown_at_once) notify();  // who was given the value does not wait for the fetch
}

/// What is done is part of what is set or fetched from now on, or was overwritten on purpose.
void query_entry::drop_confirmed_layers() {
    if (has_layers()) std::erase_if(extras_->layers, [](const auto& each) { return each->is_confirmed(); });
}

void query_entry::set_value(erased_value value) {
    drop_confirmed_layers();
    value_ = std::move(value);
    fetch_ = nullptr;
    fetched_at_ = current_clock().now();
    has_answer_ = preloaded_ = true;
    invalidated_ = false;
    note_moment();
}

void query_entry::forget() {
    drop_confirmed_layers();
    fetch_ = nullptr;
    value_ = nullptr;
    has_answer_ = preloaded_ = invalidated_ = told_ = false;
    note_moment();
}

void query_entry::leave_cache() {
    forget();
    stop_refetch_timer();
    cache_ = nullptr;
    if (extras_) std::exchange(extras_->layers, {}).clear();
}

bool query_entry::is_due() const {
    const auto every = options().refetch_every;
    return every.count() > 0 && age() >= every;
}

void query_entry::start_refetch_timer() {
    stop_refetch_timer();
    auto every = options().refetch_every;
    if (every.count() == 0 || !cache_) return;
    // A plain pointer: the timer goes when the last subscriber does, and with the cache.
    more().refetch_timer = current_task_queue().post_after(every, [this] {
        extras_->refetch_timer.reset();
        ref<query_entry> keep(this);
        start_refetch_timer();
        const bool waits = cache_->hidden_ && !options().refetch_in_background;
        if (!cache_->automatic_ || waits || in_flight()) return;
        invalidate();
        cache_->read_again({std::move(keep)});
    });
}

void query_entry::stop_refetch_timer() {
    if (!extras_ || !extras_->refetch_timer) return;
    current_task_queue().withdraw(*std::exchange(extras_->refetch_timer, std::nullopt));
}

}  // namespace solder::detail
