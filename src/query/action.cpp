#include <solder/core/url.hpp>
#include <solder/query/action.hpp>

namespace solder {
namespace {

// Weak: an action lives as long as its handles.
std::vector<std::weak_ptr<detail::action_base>>& actions() {
    static auto* all = new std::vector<std::weak_ptr<detail::action_base>>;
    return *all;
}

std::shared_ptr<detail::action_base> find_action(std::string_view url) {
    for (auto at = actions().rbegin(); at != actions().rend(); ++at)
        if (auto action = at->lock(); action && action->url == url) return action;
    return nullptr;
}

task<void> forget_value(task<detail::erased_value> work) { co_await std::move(work); }

submission_list::record start_record(const std::shared_ptr<detail::action_base>& action, detail::erased_value input) {
    auto& list = submission_list::current();
    auto record = make_ref<detail::submission_record>();
    record->url = action->url;
    record->input = input;
    // A plain pointer: the record owns the function.
    record->retry = [action, input, &list, record = record.get()] {
        list.remove(submission_list::record(record));
        detach(forget_value(detail::run_action(action, input)));
    };
    list.add(record);
    return record;
}

}  // namespace

task<detail::erased_value> detail::run_action(std::shared_ptr<action_base> action, erased_value input) {
    auto& list = submission_list::current();
    auto record = start_record(action, input);
    auto outcome = co_await as_result(action->call(std::move(input)));
    // An answer such as a redirect is no failure; it has no value.
    auto answer = outcome ? nullptr : outcome.error().response;
    if (!outcome && !answer) {
        record->failed = outcome.error();
        record->pending = false;
        list.touch();
        co_return fail(std::move(outcome.error()));
    }
    co_await follow_up(answer.get());
    record->pending = false;
    record->result = outcome && *outcome && !action->is_nothing(outcome->get()) ? *outcome : nullptr;
    record->result ? list.touch() : list.remove(record);
    if (answer) co_return fail(std::move(outcome.error()));
    co_return std::move(*outcome);
}

void detail::register_action(const std::shared_ptr<action_base>& action) {
    if (graph::current().renders_once) return;  // a server has no forms to take over
    std::erase_if(actions(), [](const auto& known) { return known.expired(); });
    actions().push_back(action);
}

std::string detail::action_url_of(std::string_view name) { return "https://action/" + percent_encode_component(name); }

std::string detail::bound_url(const std::string& base, std::string_view arguments_json) {
    return base + (base.find('?') == std::string::npos ? "?" : "&") +
           "args=" + percent_encode_component(arguments_json);
}

std::pair<std::string, std::string> detail::split_action_url(std::string_view url) {
    auto question = url.find('?');
    std::string base(url.substr(0, question));
    std::string arguments = "[]";
    if (question == std::string_view::npos) return {base, arguments};
    char joint = '?';
    for (auto& [name, value] : parse_query(url.substr(question + 1))) {
        if (name == "args") {
            arguments = value;
            continue;
        }
        base += joint + name + "=" + percent_encode_component(value);
        joint = '&';
    }
    return {base, arguments};
}

task<void> detail::follow_up(const response* answer) {
    // Looked up before anything suspends; both outlive the run, being the page's.
    auto* names = answer ? answer->header("X-Revalidate") : nullptr;
    // A list that cannot be read could name anything: then everything is read again.
    auto keys = names ? read_key_list(*names) : result<std::vector<query_key>>(fail(error{}));
    if (answer && !answer->location().empty())
        if (auto* to = current_navigator()) to->go_to(std::string(answer->location()), false);
    return query_cache::current().revalidate(keys ? &*keys : nullptr, true);
}

void detail::adopt_flash(submission_list& list, const action_base& action) {
    if (!list.left_by_post || list.left_by_post->url != action.url) return;
    auto left = std::move(*list.left_by_post);
    list.left_by_post.reset();
    auto record = make_ref<submission_record>();
    record->url = action.url;
    // The cookie may have been too small for the input, and a refused input need not decode: the message counts.
    record->input = action.decode_form(left.bound_json, left.fields, true);
    record->failed = std::move(left.failed);
    record->result = left.result_json ? action.decode_result(*left.result_json) : nullptr;
    record->pending = false;
    if (record->failed || record->result) list.add(record);
}

std::optional<task<void>> submit_form(std::string_view url, const form_fields& fields) {
    auto [base, bound_json] = detail::split_action_url(url);
    auto action = find_action(base);
    if (!action) return std::nullopt;
    auto input = action->decode_form(bound_json, fields);
    if (!input) return std::nullopt;
    return run_now(forget_value(detail::run_action(std::move(action), std::move(input))));
}

}  // namespace solder
