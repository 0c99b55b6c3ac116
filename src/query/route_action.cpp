#include <solder/core/make_value.hpp>
#include <solder/query/route_action.hpp>
#include <solder/query/route_data.hpp>

namespace solder::detail {
namespace {

/// A redirect that does not say where goes home (A45).
std::shared_ptr<const response> with_location(std::shared_ptr<const response> answer) {
    bool redirects = answer && answer->status >= 300 && answer->status <= 399;
    if (!redirects || !answer->location().empty()) return answer;
    auto home = detail::make_value<response>(*answer);
    home->headers.emplace_back("Location", "/");
    return home;
}

task<void> refetch(const route_action_options& options, const response* answer) {
    auto key = options.invalidate_for ? options.invalidate_for(answer) : options.invalidate;
    return key.empty() ? refetch_route_data() : refetch_route_data(std::move(key));
}

void settle(route_action_core& of, const ref<route_submission>& which, const run_outcome& outcome) {
    batch([&] {
        which->pending.set(false);
        which->failed.set(outcome.failed);
        which->result.set(outcome.value);
        if (outcome.failed || outcome.value) return;
        which->input.set(nullptr);
        if (of.keeps_each) of.all.update([&](auto& all) { return std::erase(all, which) > 0; });
    });
}

task<erased_value> run(ref<route_action_core> of, ref<route_submission> which, std::uint32_t number, erased_value input,
                       action_surroundings here) {
    auto outcome = co_await call_action(of->action, nullptr, std::move(input));
    bool was_done = !outcome.failed || outcome.answer;
    if (was_done && here.page->list) {
        auto answer = with_location(outcome.answer);
        callback<task<void>()> read = [of, answer] { return refetch(of->options, answer.get()); };
        auto followed = co_await as_result(follow_answer(here, answer, std::move(read)));
        if (!followed) outcome.failed = detail::make_value<const error>(std::move(followed.error()));
    }
    if (outcome.failed || !has_result(*of->action, outcome.value)) outcome.value = nullptr;
    if (which->runs == number) settle(*of, which, outcome);
    co_return outcome.value;
}

task<erased_value> begin(const ref<route_action_core>& of, const ref<route_submission>& which, erased_value input) {
    auto here = action_surroundings::current();
    auto number = ++which->runs;
    batch([&] {
        which->input.set(input);
        which->result.set(nullptr);
        which->failed.set(nullptr);
        which->pending.set(true);
    });
    auto* around = here.around.get();
    // Nothing that the function reads is tracked.
    auto work = run_with_owner(
        around, [&] { return shared_work::run(run(of, which, number, std::move(input), std::move(here))); });
    work->when_settled([keep = work] {});
    return outcome_of(work);
}

}  // namespace

ref<route_action_core> make_route_action(std::shared_ptr<action_base> action, route_action_options options,
                                         bool keeps_each) {
    auto made = make_ref<route_action_core>();
    made->action = std::move(action);
    made->options = std::move(options);
    made->keeps_each = keeps_each;
    auto left = take_left_by_post(submission_list::current(), *made->action);
    if (keeps_each && !left) return made;
    auto first = make_ref<route_submission>(std::move(left.input));
    allow_writes nobody_has_read_it_yet;
    first->failed.set(std::move(left.failed));
    first->result.set(std::move(left.result));
    made->all.set({std::move(first)});
    return made;
}

task<erased_value> submit_route_action(const ref<route_action_core>& of, erased_value input) {
    if (!of->keeps_each) return begin(of, of->all.peek().front(), std::move(input));
    auto added = make_ref<route_submission>(input);
    of->all.update([&](auto& all) { all.push_back(added); });
    return begin(of, added, std::move(input));
}

namespace {
task<erased_value> nothing_to_retry() {
    error missing{"there is no submission to retry"};
    co_return fail(std::move(missing));
}
}  // namespace

task<erased_value> retry_route_submission(const ref<route_action_core>& of, const ref<route_submission>& which) {
    auto input = which->input.peek();
    return input ? begin(of, which, std::move(input)) : nothing_to_retry();
}

void clear_route_submission(route_action_core& of, const ref<route_submission>& which) {
    ++which->runs;
    batch([&] {
        which->input.set(nullptr);
        which->result.set(nullptr);
        which->failed.set(nullptr);
        which->pending.set(false);
        if (of.keeps_each) of.all.update([&](auto& all) { return std::erase(all, which) > 0; });
    });
}

std::vector<ref<route_submission>> pending_of(const route_action_core& of) {
    std::vector<ref<route_submission>> found;
    for (const auto& each : of.all())
        if (each->pending()) found.push_back(each);
    return found;
}

}  // namespace solder::detail
