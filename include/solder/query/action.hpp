#ifndef SOLDER_QUERY_ACTION_HPP
#define SOLDER_QUERY_ACTION_HPP
#include <solder/query/action_handle.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/query.hpp>

namespace solder {
template <class Fn>
struct action_options;

namespace detail {

template <class Fn>
inline constexpr bool is_remote = requires { Fn::kind; };

template <class Fn>
constexpr std::string_view remote_name() {
    if constexpr (is_remote<Fn>)
        return Fn::name;
    else
        return {};
}

/// The function without its types; answers that it returns are failures that carry them.
template <class R, class... Params, class Fn>
callback<task<erased_value>(Params...)> action_function(Fn fn) {
    using given = typename result_inside<R>::given;
    using answer = typename result_inside<R>::answer;
    if constexpr (std::is_void_v<answer>)
        return erased_function<given, Params...>(std::move(fn));
    else
        return [call = erased_function<given, Params...>(std::move(fn))](Params... args) {
            return answer_as_failure<answer>(call(std::move(args)...));
        };
}

/// What is called with the arguments of an action. What cannot be called so is taken all the same, and refused in
/// words.
template <class... Params>
struct function_of_arguments : callback<void(const Params&...)> {
    using base = callback<void(const Params&...)>;
    using base::base;
    function_of_arguments(base fn) : base(std::move(fn)) {}
    template <class Fn>
        requires(!std::is_constructible_v<base, Fn>)
    function_of_arguments(const Fn&) {
        static_assert(never<Fn>, "`optimistic` is called with the arguments of the action, all of them: (const T&...)");
    }
};

/// What is told how a run has ended; the same.
template <class Snapshot>
struct function_of_outcome : callback<void(const Snapshot&)> {
    using base = callback<void(const Snapshot&)>;
    using base::base;
    function_of_outcome(base fn) : base(std::move(fn)) {}
    template <class Fn>
        requires(!std::is_constructible_v<base, Fn>)
    function_of_outcome(const Fn&) {
        static_assert(never<Fn>, "`on_complete` is called with one submission: (const auto& ended)");
    }
};

template <class Signature>
struct action_types;
template <class R, class... Params>
struct action_types<R(Params...)> {
    static_assert(!(only_refers<Params> || ...),
                  "an argument of an action is kept: take std::string or std::vector, not what only refers to one");
    using result = action_result<R>;
    using snapshot = submission_snapshot<result, std::tuple<Params...>>;
    using handle = action_handle<result(Params...)>;
    using optimistic = function_of_arguments<Params...>;

    template <class Fn>
    static auto make_core(std::string&& name, Fn&& fn) {
        static_assert(!is_remote<Fn> || is_write<Fn>,
                      "an action changes something: declare the server function with solder::writes");
        auto core = std::make_shared<action_core<result, Params...>>(result_operations_of<result, is_remote<Fn>>,
                                                                     action_function<R, Params...>(std::move(fn)));
        name_action(*core, std::move(name), remote_name<Fn>());
        return core;
    }
    template <class Fn>
    static handle make(std::string&& name, Fn&& fn, action_options<Fn>&& options, call_site made) {
        auto core = make_core(std::move(name), std::move(fn));
        core->made = made;
        if (options.on_complete)
            core->on_complete = [tell = std::move(options.on_complete)](const run_outcome& how) {
                tell(snapshot(how));
            };
        if (options.optimistic)
            core->optimistic = [lay = std::move(options.optimistic)](const void* input) {
                std::apply(lay, *static_cast<const std::tuple<Params...>*>(input));
            };
        register_action(core);
        return handle(core, {});
    }
};
template <class Fn>
using types_of_action = action_types<typename signature_of<Fn>::type>;

template <class Fn>
concept not_a_name = !std::convertible_to<const Fn&, std::string_view>;

}  // namespace detail

/// What `action` takes besides the function.
template <class Fn>
struct action_options {
    /// Unique; part of the address that forms post to. Empty: a number, and no form without script can post to it.
    std::string name = {};
    /// Called when a run has ended and what it made wrong has been read again, right before its submission shows it.
    detail::function_of_outcome<typename detail::types_of_action<Fn>::snapshot> on_complete = {};
    /// Called with the arguments when a run starts: shows at once what it is going to do, by `entry(...).lay(change)`.
    /// The layers go with the run: at once when it fails, else when what is fetched after it has landed.
    typename detail::types_of_action<Fn>::optimistic optimistic = {};
};

/// Names a write: `action("rename", rename_task)`. `fn` is a server function that writes, a coroutine that gives
/// `task<T>`, or a plain function. Its last parameter may be a plain struct, which a form then fills by field name.
/// What it gives may be an answer (`redirect`, `reload`, `json`), and so may what it fails with.
///
/// Forms reach it until the owner it was made in ends; outside of any, for good.
/// @param options  its `name` is not used
template <class Fn>
[[nodiscard]] auto action(std::string name, Fn fn, action_options<Fn> options = {}, call_site made = SOLDER_HERE) {
    return detail::types_of_action<Fn>::make(std::move(name), std::move(fn), std::move(options), made);
}
/// The same with everything optional, the name too: `action(fn, {.on_complete = ...})`.
template <detail::not_a_name Fn>
[[nodiscard]] auto action(Fn fn, action_options<Fn> options = {}, call_site made = SOLDER_HERE) {
    auto name = std::move(options.name);
    return detail::types_of_action<Fn>::make(std::move(name), std::move(fn), std::move(options), made);
}

/// A function that starts the action and gives a task of its result; the task may be dropped. Submissions are those of
/// the page where `use_action` was called, wherever the function is called later.
///
/// The task is done when what the action made wrong has been read again. It is empty when the action gave nothing or
/// an answer without a value, and fails as the action fails.
template <class Signature, std::size_t Bound>
[[nodiscard]] auto use_action(action_handle<Signature, Bound> of) {
    return [of = std::move(of), here = detail::action_surroundings::current()](auto... rest) {
        return of.start_in(here, std::move(rest)...);
    };
}

/// Lets some submissions through, by their arguments.
template <class Input>
using input_filter = callback<bool(const std::type_identity_t<Input>&)>;

namespace detail {
template <class Input>
submission_filter erased_filter(input_filter<Input> lets_through) {
    if (!lets_through) return nullptr;
    return [lets = std::move(lets_through)](const void* input) { return lets(*static_cast<const Input*>(input)); };
}
}  // namespace detail

/// Watches the last submission of `of`, whatever arguments are bound.
/// @param lets_through  looks at the arguments (a tuple), for instance to find the one for this row
template <class R, class... Params, std::size_t Bound>
[[nodiscard]] auto use_submission(const action_handle<R(Params...), Bound>& of,
                                  input_filter<std::tuple<Params...>> lets_through = {}, call_site made = SOLDER_HERE) {
    using input = std::tuple<Params...>;
    detail::adopt_flash(submission_list::current(), of.base());
    return submission_view<R, input>(
        detail::watch_submissions(of.base(), detail::erased_filter<input>(std::move(lets_through)), true, made));
}

/// Watches all submissions of `of`, whatever arguments are bound, in the order they started.
template <class R, class... Params, std::size_t Bound>
[[nodiscard]] auto use_submissions(const action_handle<R(Params...), Bound>& of,
                                   input_filter<std::tuple<Params...>> lets_through = {},
                                   call_site made = SOLDER_HERE) {
    using input = std::tuple<Params...>;
    detail::adopt_flash(submission_list::current(), of.base());
    return submissions_view<R, input>(
        detail::watch_submissions(of.base(), detail::erased_filter<input>(std::move(lets_through)), false, made));
}

/// The type of one submission of an action: `submission_of<decltype(rename_task)>`, for the row of a list.
template <class Action>
using submission_of =
    submission<typename std::remove_cvref_t<Action>::result_type, typename std::remove_cvref_t<Action>::arguments>;

/// Starts the action whose form posts to `url` with the posted fields. Empty when there is no such action or the fields
/// do not make its arguments: the browser's own submit is then right.
/// @return fails as the action fails: a form that was refused keeps what was typed
[[nodiscard]] std::optional<task<void>> submit_form(std::string_view url, const form_fields& fields);

/// Whether `url` is one that actions have: `https://action/...`, or the path of the server functions.
[[nodiscard]] bool is_action_address(std::string_view url);

}  // namespace solder
#endif
