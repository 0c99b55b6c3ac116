#include <atomic>
#include <solder/core/make_value.hpp>
#include <solder/core/url.hpp>
#include <solder/query/action.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

/// Of actions without a server function: nothing answers there.
constexpr std::string_view own_addresses = "https://action/";

// Namespace scope is where most are made, so that this may be used before `main`.
// Null while there is none.
using action_list = std::vector<std::shared_ptr<detail::action_base>>;
constinit action_list* listed_actions = nullptr;
constinit detail::form_taker takes_forms = nullptr;

task<void> forget_value(task<detail::erased_value> work) { co_await std::move(work); }

#ifndef NDEBUG
void tell_of_namesakes(const detail::action_base& added) {
    for (const auto& known : *listed_actions)
        if (known->name == added.name || known->url == added.url)
            return detail::report(
                mistake::duplicate_name,
                (known->name == added.name ? "two actions have the name \"" + added.name
                                           : "two actions, \"" + known->name + "\" and \"" + added.name +
                                                 "\", are over one server function, \"" + added.url) +
                    "\": forms reach the last one made",
                known->made, added.made);
}
#endif

}  // namespace

void detail::register_action(const std::shared_ptr<action_base>& action) {
    if (graph::current().renders_once) return;  // a server has no forms to take over
    if (!listed_actions) listed_actions = new action_list;
    takes_forms = &submit_form;
#ifndef NDEBUG
    tell_of_namesakes(*action);
#endif
    listed_actions->push_back(action);
    if (get_owner())
        on_cleanup([own = action.get()] {
            std::erase_if(*listed_actions, [&](const auto& known) { return known.get() == own; });
        });
}

std::shared_ptr<detail::action_base> detail::find_action(std::string_view url) {
    if (!listed_actions) return nullptr;
    const auto of_last = [url](const auto& action) { return action->url == url; };
    const auto found = std::find_if(listed_actions->rbegin(), listed_actions->rend(), of_last);
    return found == listed_actions->rend() ? nullptr : *found;
}

detail::form_taker detail::taker_of_forms() { return takes_forms; }

void detail::name_action(action_base& action, std::string&& name, std::string_view function) {
    static std::atomic<std::int64_t> unnamed = 0;  // all threads of a server make them
    action.has_given_address = !name.empty() || !function.empty();
    action.name = std::move(name);
    if (action.name.empty()) append_integer(action.name, --unnamed);
    action.url =
        function.empty() ? std::string(own_addresses) + percent_encode_component(action.name) : function_url(function);
}

const std::string& detail::address_for_form(const action_base& action, const std::string& url) {
    static const std::string none;
    if (action.has_given_address || !graph::current().renders_once) return url;
    // Numbers follow the order of making, which the page need not share.
    raise_error({error{"an action that a server renders needs a name: action(\"name\", ...)"}, {}});
    return none;
}

std::string detail::bound_url(const std::string& base, std::string_view arguments_json) {
    const auto encoded = percent_encode_component(arguments_json);
    std::string url;
    url.reserve(base.size() + 6 + encoded.size());
    url.append(base).append(base.find('?') == std::string::npos ? "?args=" : "&args=").append(encoded);
    return url;
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

detail::left_submission detail::take_left_by_post(submission_list& list, const action_base& action) {
    if (!list.left_by_post || list.left_by_post->url != action.url) return {};
    auto left = std::move(*list.left_by_post);
    list.left_by_post.reset();
    left_submission taken;
    // The cookie may have been too small for the input, and a refused input need not decode: the message counts.
    taken.input = action.decode_form(left.bound_json, left.fields).input;
    taken.typed = std::move(left.fields);
    if (left.failed) taken.failed = detail::make_value<const error>(std::move(*left.failed));
    if (left.result && action.results.decode)
        if (auto value = action.results.decode(left.result->text()); value && has_result(action, *value))
            taken.result = std::move(*value);
    return taken;
}

void detail::adopt_flash(submission_list& list, const std::shared_ptr<action_base>& action) {
    auto left = take_left_by_post(list, *action);
    if (!left) return;
    action_surroundings here{list.page(), ref<owner>(get_owner())};
    auto record = make_ref<submission_record>(action, std::move(left.input), std::move(here));
    record->typed = std::move(left.typed);
    allow_writes nobody_has_read_it_yet;
    record->pending.set(false);
    record->failed.set(std::move(left.failed));
    record->result.set(std::move(left.result));
    list.add(std::move(record));
}

bool is_action_address(std::string_view url) {
    return url.starts_with(own_addresses) || url.substr(0, url.find('?')) == function_path;
}

std::optional<task<void>> submit_form(std::string_view url, const form_fields& fields) {
    auto [base, bound_json] = detail::split_action_url(url);
    auto action = detail::find_action(base);
    if (!action) return std::nullopt;
    auto decoded = action->decode_form(bound_json, fields);
    // An address that is wrong is nobody's input: the server says what is.
    if (!decoded.input || (decoded.wrong && decoded.wrong->kind != error_kind::invalid)) return std::nullopt;
    auto here = detail::action_surroundings::current();
    return forget_value(action->submit(std::move(decoded), std::move(here), fields));
}

}  // namespace solder
