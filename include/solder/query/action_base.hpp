#ifndef SOLDER_QUERY_ACTION_BASE_HPP
#define SOLDER_QUERY_ACTION_BASE_HPP
#include <solder/query/response.hpp>
#include <solder/query/submission.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace solder::detail {

/// What the untyped part must be able to do with the result of an action.
struct result_operations {
    const void* type;  ///< the `type_mark`; null: there is no result
    /// Whether it is an empty optional: it leaves no submission behind (A18).
    bool (*is_nothing)(const void* value);
    /// From JSON; null for results that never come from afar.
    result<erased_value> (*decode)(std::string_view json);
};

/// How one run ended, for `on_complete`.
struct run_outcome {
    ref<submission_record> record;
    erased_value value;                           ///< null: none
    std::shared_ptr<const response> answer = {};  ///< what it said besides, or instead
    std::shared_ptr<const error> failed = {};
};

/// The arguments that a form post makes, as a tuple; null when no form can make them.
struct decoded_form {
    erased_value input = {};
    /// Why the post does not make them all: `input` has what could be read, and the rest value-initialised.
    std::shared_ptr<const error> wrong = {};
};

/// What forms and submissions know an action by, its types erased.
struct action_base : std::enable_shared_from_this<action_base> {
    std::string name;
    std::string url;   ///< without bound arguments
    const void* type;  ///< stands for the types of parameters and result
    const result_operations& results;
    callback<void(const run_outcome&)> on_complete = {};
    callback<void(const void* input)> optimistic = {};
    bool has_given_address = true;       ///< false: the address is a number that only this page knows
    bool told_of_older_failure = false;  ///< in debug builds
    [[no_unique_address]] call_site made = {};

    action_base(const void* t, const result_operations& r) : type(t), results(r) {}
    action_base(const action_base&) = delete;
    action_base& operator=(const action_base&) = delete;
    virtual ~action_base() = default;

    /// Calls the function with a tuple of its arguments.
    virtual task<erased_value> call(erased_value input) = 0;
    virtual decoded_form decode_form(std::string_view bound_json, const form_fields& fields) const = 0;
    /// Starts what a form or a call asks for. Fails with the error of the function; null when there is no result.
    /// @param input  with `wrong` it fails so, and the function is not called
    /// @param typed  of a form
    task<erased_value> submit(decoded_form input, action_surroundings here, form_fields typed = {});
};

/// Calls the function of an action, and reads what it gave. A failure is part of the outcome.
/// @param page  whose queries the reply is to answer along with it; empty: none
task<run_outcome> call_action(std::shared_ptr<action_base> action, ref<submission_record> record, erased_value input,
                              std::string page = {});
/// Whether there is something to show: a value that is not an empty optional.
bool has_result(const action_base& action, const erased_value& value);

/// Starts a submission of `action`; it is on the list of its page when this returns (A12).
ref<submission_record> start_submission(std::shared_ptr<action_base> action, decoded_form input,
                                        action_surroundings here, form_fields typed = {});
/// Goes where an answer leads (null: a plain value), and calls `read` as part of that; done when that is done.
/// Fails when the location is no place that an action may lead to.
task<void> follow_answer(action_surroundings here, std::shared_ptr<const response> answer, callback<task<void>()> read);

/// Where an answer leads.
struct answer_target {
    enum class kind : std::uint8_t { nowhere, inside, away, refused };
    kind leads = kind::nowhere;
    std::string location = {};
};
/// Reads the location of an answer against the origin of the page, `https://example.org`; empty: not known.
[[nodiscard]] answer_target read_target(std::string_view location, std::string_view origin);

/// Lists the action for forms, until the current owner ends or for good.
void register_action(const std::shared_ptr<action_base>& action);
/// `submit_form` as soon as an action is listed, else null: a page without actions is linked without it.
using form_taker = std::optional<task<void>> (*)(std::string_view url, const form_fields& fields);
[[nodiscard]] form_taker taker_of_forms();
/// The listed action whose forms post to `url`, without bound arguments; null when there is none.
[[nodiscard]] std::shared_ptr<action_base> find_action(std::string_view url);
/// What a post without script left for `action`, once; without an error and a result there is nothing.
struct left_submission {
    erased_value input = {};
    erased_value result = {};
    std::shared_ptr<const error> failed = {};
    form_fields typed = {};

    explicit operator bool() const { return result || failed; }
};
left_submission take_left_by_post(submission_list& list, const action_base& action);
/// Lists what a post without script left for `action`, if anything.
void adopt_flash(submission_list& list, const std::shared_ptr<action_base>& action);

/// The base address of `url` and the bound arguments in it, as JSON ("[]" when there are none).
std::pair<std::string, std::string> split_action_url(std::string_view url);
std::string bound_url(const std::string& base, std::string_view arguments_json);
/// Gives `action` its name and address.
/// @param name      empty: a number is made up, "-1", "-2" ...
/// @param function  of the server, whose address it has; empty: none
void name_action(action_base& action, std::string&& name, std::string_view function);
/// The address of `action` for a form; on a server an action without a name of its own has none.
const std::string& address_for_form(const action_base& action, const std::string& url);

}  // namespace solder::detail
#endif
