#include <solder/core/make_value.hpp>
#include <solder/core/url.hpp>
#include <solder/query/action_base.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/query_layer.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/reactive/transition.hpp>

// One run of an action, from the call of its function to what its submission shows in the end.

namespace solder::detail {
namespace {

/// A coroutine of its own: an exception that leaves the call itself, not its task, is a failure all the same (A29).
task<erased_value> call_function(std::shared_ptr<action_base> action, erased_value input, std::string page) {
    task<erased_value> work;
    {
        single_flight asks_for(std::move(page));
        work = action->call(std::move(input));
    }
    co_return co_await std::move(work);
}

/// The page whose queries the reply to an action is to answer along with it; empty: none.
std::string page_to_bring() {
    auto* to = current_navigator();
    return to ? to->single_flight_page() : std::string();
}

/// The value inside an answer as a result of the action; null: it has none.
result<erased_value> value_of(const response& answer, const result_operations& results) {
    bool has_value = answer.value || !answer.body.empty();
    if (!has_value || !results.type) return nullptr;
    if (answer.value && answer.value_type == results.type) return answer.value;
    if (results.decode && !answer.body.empty()) {
        auto value = results.decode(answer.body);
        if (value) return value;
        return fail(unknown_outcome("The reply does not decode: " + value.error().message));
    }
    return fail(error{"the answer of an action has a value of another type than its result"});
}

/// A coroutine, so that an exception that leaves `on_complete` is caught like others.
task<void> tell_complete(const run_outcome& outcome) {
    outcome.record->action->on_complete(outcome);
    co_return;
}

/// What `optimistic` lays. A coroutine for the same reason.
task<void> lay_changes(run_layers& layers, ref<submission_record> record) {
    layers.collect(record->action->optimistic, record->input.get());
    co_return;
}

#ifndef NDEBUG
/// S8: the submission of a success without a result goes, and what is shown then may surprise.
void note_older_failure(submission_list& list, action_base& action) {
    const submission_record* last = nullptr;
    untrack([&] {
        for (const auto& record : list.read())
            if (record->action->url == action.url) last = record.get();
    });
    if (!last || !last->failed.peek() || std::exchange(action.told_of_older_failure, true)) return;
    report(mistake::older_failure_shown,
           "\"" + action.name +
               "\" ended without a result, so its submission is gone, and an older one that failed is " +
               "the last again: clear() that one, or filter by input",
           action.made, action.made);
}
#endif

void settle(const run_outcome& outcome) {
    auto& record = *outcome.record;
    auto* list = record.here.page->list;
    batch([&] {
        record.pending.set(false);
        record.failed.set(outcome.failed);
        record.result.set(outcome.value);
        if (list && !outcome.failed && !outcome.value) list->remove(outcome.record);
    });
#ifndef NDEBUG
    if (list && !outcome.failed && !outcome.value) note_older_failure(*list, *record.action);
#endif
}

/// Goes where the answer says, and reads again the queries that it names, or all; those that it answers are not
/// fetched for that.
task<void> follow_up(const action_surroundings& here, const std::shared_ptr<const response>& answer,
                     std::uint32_t sent_at) {
    auto* names = answer ? answer->header("X-Revalidate") : nullptr;
    // A list that cannot be read could name anything: then everything is read again.
    auto keys = names ? read_key_list(*names) : result<std::vector<query_key>>(fail(error{}));
    return follow_answer(here, answer, [keys = std::move(keys), answer, sent_at, cache = &query_cache::current()] {
        answers_along along{answer ? std::string_view(answer->answers) : std::string_view(), sent_at};
        return cache->revalidate(keys ? &*keys : nullptr, true, along.json.empty() ? nullptr : &along);
    });
}

task<erased_value> run(ref<submission_record> record, std::uint32_t number) {
    const auto& page = record->here.page;
    run_layers layers;
    auto refused = record->refused;
    if (record->action->optimistic && page->list && !refused) {
        auto laid = co_await as_result(lay_changes(layers, record));
        if (!laid) refused = detail::make_value<const error>(std::move(laid.error()));
    }
    auto asks_for = page_to_bring();
    const auto sent_at = asks_for.empty() ? 0 : query_cache::current().moment();
    run_outcome outcome{record, nullptr};
    if (refused)
        outcome.failed = refused;
    else
        outcome = co_await call_action(record->action, record, record->input, std::move(asks_for));
    bool was_done = !outcome.failed || outcome.answer;
    was_done ? layers.confirm() : layers.drop();
    if (was_done && page->list) {
        auto followed = co_await as_result(follow_up(record->here, outcome.answer, sent_at));
        if (!followed) outcome.failed = detail::make_value<const error>(std::move(followed.error()));
        layers.finish();
        if (page->list) query_cache::current().drop_answers_along();
    }
    if (outcome.failed || !has_result(*record->action, outcome.value)) outcome.value = nullptr;
    if (page->list && record->action->on_complete) {
        auto runs_before = record->runs;
        auto told = co_await as_result(tell_complete(outcome));
        if (!told) raise_error({std::move(told.error()), {}});
        // A retry from there is what this run ends as (A26).
        if (record->runs != runs_before) co_return co_await outcome_of(record->newest);
    }
    if (record->runs == number) settle(outcome);
    if (outcome.failed) co_return fail(*outcome.failed);
    co_return outcome.value;
}

std::string_view without_leading_blanks(std::string_view url) {
    while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
    return url;
}

std::string as_path(std::string_view place) {
    return place.starts_with('/') ? std::string(place) : "/" + std::string(place);
}

/// The path that `url` is inside `origin`; empty when it has another one.
std::string path_inside(std::string_view url, std::string_view origin) {
    if (origin.empty() || url.size() < origin.size()) return {};
    if (!same_ignoring_case(url.substr(0, origin.size()), origin)) return {};
    url.remove_prefix(origin.size());
    bool host_ends = url.empty() || url.front() == '/' || url.front() == '?' || url.front() == '#';
    return host_ends ? as_path(url) : std::string();
}

}  // namespace

task<run_outcome> call_action(std::shared_ptr<action_base> action, ref<submission_record> record, erased_value input,
                              std::string page) {
    auto given = co_await as_result(call_function(action, std::move(input), std::move(page)));
    run_outcome outcome{std::move(record), nullptr};
    if (given) {
        outcome.value = std::move(*given);
    } else if (given.error().response) {
        outcome.answer = given.error().response;
        auto value = value_of(*outcome.answer, action->results);
        if (value)
            outcome.value = std::move(*value);
        else
            outcome.failed = detail::make_value<const error>(std::move(value.error()));
    } else {
        outcome.failed = detail::make_value<const error>(std::move(given.error()));
    }
    co_return outcome;
}

bool has_result(const action_base& action, const erased_value& value) {
    return value && action.results.type && !action.results.is_nothing(value.get());
}

ref<shared_work> begin_run(const ref<submission_record>& record) {
    auto number = ++record->runs;
    batch([&] {
        record->pending.set(true);
        record->failed.set(nullptr);
        record->result.set(nullptr);
    });
    auto work = run_with_owner(record->here.around.get(), [&] { return shared_work::run(run(record, number)); });
    work->when_settled([keep = work] {});  // to its end, whoever waits
    if (record->runs == number) record->newest = work;
    return work;
}

ref<submission_record> start_submission(std::shared_ptr<action_base> action, decoded_form input,
                                        action_surroundings here, form_fields typed) {
    auto record = make_ref<submission_record>(std::move(action), std::move(input.input), std::move(here));
    record->refused = std::move(input.wrong);
    record->typed = std::move(typed);
    if (auto* list = record->here.page->list) list->add(record);
    begin_run(record);
    return record;
}

task<erased_value> action_base::submit(decoded_form input, action_surroundings here, form_fields typed) {
    return outcome_of(
        start_submission(shared_from_this(), std::move(input), std::move(here), std::move(typed))->newest);
}

answer_target read_target(std::string_view location, std::string_view origin) {
    using kind = answer_target::kind;
    location = without_leading_blanks(location);
    if (location.empty()) return {};
    std::string absolute(location);
    bool takes_scheme = is_protocol_relative(location);
    // Browsers take "/\\e.org" for "//e.org"; whoever writes it so wants to get past a check for the latter.
    if (takes_scheme && !location.starts_with("//")) return {kind::refused};
    if (!takes_scheme && !has_scheme(location)) {
        auto path = as_path(location);
        if (is_protocol_relative(path)) return {kind::refused};  // browsers read \e.org below the root as another host
        return {kind::inside, std::move(path)};
    }
    if (!takes_scheme && !has_scheme_named(location, "http") && !has_scheme_named(location, "https"))
        return {kind::refused};
    auto full = takes_scheme ? std::string(origin.substr(0, origin.find("//"))) + absolute : absolute;
    if (auto path = path_inside(full, origin); !path.empty()) return {kind::inside, std::move(path)};
    if (!takes_scheme)
        for (std::size_t i = 0; i < absolute.find(':'); ++i) absolute[i] = ascii_lower(absolute[i]);
    return {kind::away, std::move(absolute)};
}

task<void> follow_answer(action_surroundings here, std::shared_ptr<const response> answer,
                         callback<task<void>()> read) {
    auto* to = current_navigator();
    answer_target target;
    if (answer) target = read_target(answer->location(), to ? to->origin() : std::string());
    bool leads_on = target.leads == answer_target::kind::inside || target.leads == answer_target::kind::away;
    if (!leads_on || !to) {
        co_await read();
    } else {
        task<void> reads;
        auto shown = start_transition([&] {
            // A turn later: what was there may have gone.
            auto* still = run_with_owner(here.around.get(), [] { return current_navigator(); });
            if (!here.page->list || !still) return;
            still->go_to(std::move(target.location), false);
            reads = read();
        });
        co_await std::move(shown);
        if (reads) co_await std::move(reads);
    }
    if (target.leads == answer_target::kind::refused) {
        // Not inside `co_await`: g++ 12 destroys its temporaries twice.
        error wrong{"an action may lead to http: and https: addresses only"};
        co_await fail(std::move(wrong));
    }
}

}  // namespace solder::detail
