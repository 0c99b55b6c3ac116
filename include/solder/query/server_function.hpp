#ifndef SOLDER_QUERY_SERVER_FUNCTION_HPP
#define SOLDER_QUERY_SERVER_FUNCTION_HPP
#include <solder/core/fixed_string.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/platform.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/query/value_operations.hpp>
#include <solder/wire/form.hpp>
#include <solder/wire/json.hpp>
#include <string>
#include <tuple>

namespace solder {
namespace detail {

template <class R, class Fn, class... Args>
task<R> run_plain(Fn& fn, Args... args) {
    if constexpr (!std::is_void_v<R>) {
        co_return fn(std::move(args)...);
    } else if constexpr (std::is_void_v<std::invoke_result_t<Fn&, Args...>>) {
        fn(std::move(args)...);
        co_return;
    } else {
        auto outcome = result<void>(fn(std::move(args)...));
        if (!outcome) co_await fail(std::move(outcome.error()));
    }
}

/// The task that `fn` gives. Keeps the arguments until it has ended: `fn` may be a coroutine that takes references.
template <class R, class Fn, class... Args>
task<R> call_keeping_arguments(Fn& fn, Args... args) {
    if constexpr (std::is_void_v<R>)
        co_await fn(std::move(args)...);
    else
        co_return co_await fn(std::move(args)...);
}

/// Whatever `fn` returns (`task<R>`, `result<R>`, `R`), as a task. `fn` must outlive it.
template <class R, class Fn, class... Args>
task<R> call_as_task(Fn& fn, Args... args) {
    if constexpr (std::is_same_v<std::invoke_result_t<Fn&, Args...>, task<R>>)
        return call_keeping_arguments<R>(fn, std::move(args)...);
    else
        return run_plain<R>(fn, std::move(args)...);
}

/// Whether what the body of a server function returns makes a task of `R`, as `run_plain` or `call_keeping_arguments`
/// do.
template <class R, class Given>
constexpr bool gives_result() {
    if constexpr (std::is_same_v<Given, task<R>>)
        return true;
    else if constexpr (std::is_void_v<R>)
        return std::is_void_v<Given> || std::is_constructible_v<result<void>, Given>;
    else
        return requires(task_promise<R>& promise, Given given) { promise.return_value(std::forward<Given>(given)); };
}

/// A callable that gives the same without its type; a call of a server function from the browser needs no typed
/// coroutine then.
template <class R, class... Args, class Fn>
auto erased_function(Fn fn) {
    if constexpr (requires(Args... args) { fn.call_erased(args...); })
        return [fn](Args... args) { return fn.call_erased(std::move(args)...); };
    else
        return [fn = detail::make_value<Fn>(std::move(fn))](Args... args) {
            return erase(call_as_task<R>(*fn, std::move(args)...));
        };
}

}  // namespace detail

/// A function that runs on the server and can be called from both sides.
///
/// Declare it once, in a header that both sides include, as an `inline constexpr`; give it a body in a source of the
/// server only: `list_tasks.define([](std::int64_t project) { ... })`. On the server a call runs the body; in the
/// browser it is a request. Arguments and result travel as JSON; every type must be one that `wire` can encode. Files
/// (`uploaded_file`) may be members of the last parameter of a function that writes; a call is then a multipart form.
///
/// @tparam Name    unique, and stable: pages of an older build may call it
/// @tparam Access  `reads` may be fetched with GET and repeated; `writes` is sent with POST, once
template <fixed_string Name, class Signature, access Access = reads>
class server_function;

template <fixed_string Name, class R, class... Args, access Access>
class server_function<Name, R(Args...), Access> {
public:
    using result_type = R;
    using arguments = std::tuple<std::decay_t<Args>...>;
    static constexpr access kind = Access;
    static constexpr std::string_view name = Name.view();

    /// Gives the body: returns `R`, `result<R>` or `task<R>`. Once, before the server starts.
    template <class Fn>
    void define(Fn fn) const {
        static_assert(detail::can_come_from_form<arguments>(),
                      "an argument has no JSON form: make it a plain struct or specialise json_format; files come in "
                      "the last parameter, as members of a plain struct");
        static_assert(!takes_files || Access == access::writes,
                      "a form with files is posted: declare the server function with solder::writes");
        constexpr bool is_called_so = std::is_invocable_v<Fn&, Args...>;
        static_assert(is_called_so, "the body takes other parameters than the server function is declared with");
        if constexpr (is_called_so) {
            constexpr bool gives_it = detail::gives_result<R, std::invoke_result_t<Fn&, Args...>>();
            static_assert(gives_it,
                          "the body gives something else than the server function is declared with: return "
                          "its result, a solder::result or a solder::task of it, or what converts to it");
            if constexpr (gives_it)
                body_ = [fn = detail::make_value<Fn>(std::move(fn))](Args... args) {
                    return detail::call_as_task<R>(*fn, std::move(args)...);
                };
        }
        detail::register_function(
            {name, Access, sizeof...(Args), &call_with_json, &call_with_form, detail::file_fields<arguments>()});
    }

    /// Calls it. Fails with what the body fails with; in the browser also with `unreachable`, `bad_reply` and the like.
    [[nodiscard]] task<R> operator()(Args... args) const {
        if constexpr (!in_browser)
            if (body_) {
                if constexpr (takes_files) {
                    return body_(std::move(args)...);
                } else {
                    auto as_json = detail::call_arguments(args...);  // first: the body takes the arguments away
                    return detail::ship_call(name, std::move(as_json), body_(std::move(args)...));
                }
            }
        return detail::typed_result<R>(detail::request(to_call(args...), decoder()));
    }
    /// The same without its type. The reply to one that writes brings along what `single_flight` asks for.
    task<detail::erased_value> call_erased(Args... args) const {
        if constexpr (!in_browser)
            if (body_) return detail::erase((*this)(std::move(args)...));
        auto call = to_call(args...);
        if constexpr (Access == writes) call.page = detail::single_flight::page();
        return detail::request(std::move(call), decoder());
    }

private:
    static constexpr bool takes_files = detail::is_file_form<arguments>;

    static remote_call to_call(const Args&... args) {
        if constexpr (!in_browser) (void)&mention_;  // makes it be
        if constexpr (takes_files)
            return detail::form_call(name, Access, args...);
        else
            return {.function = std::string(name), .kind = Access, .arguments = detail::call_arguments(args...)};
    }
    static constexpr detail::reply_decoder decoder() {
        if constexpr (std::is_void_v<R>)
            return nullptr;
        else
            return &detail::decode_value<R>;
    }

    static task<std::string> call_with_json([[maybe_unused]] std::string_view arguments_json) {
        if constexpr (takes_files) {
            co_return fail(bad_request("a form carries the arguments of this function: multipart/form-data, not JSON"));
        } else {
            auto decoded = from_json_arguments<arguments>(arguments_json);
            if (!decoded) co_return fail(bad_request(std::move(decoded.error().message)));
            co_return co_await call(std::move(*decoded));
        }
    }

    /// The last parameter is read from the form, those before it from `bound_json`. With all parameters bound the
    /// fields are ignored: a form with nothing but a button.
    static task<std::string> call_with_form(std::string_view bound_json, const form_fields& fields) {
        arguments args;
        auto decoded = detail::decode_form_call(args, bound_json, fields);
        if (!decoded) co_return fail(std::move(decoded.error()));
        co_return co_await call(std::move(args));
    }

    static task<std::string> call(arguments args) {
        auto work = std::apply([](auto&&... each) { return body_(std::move(each)...); }, std::move(args));
        if constexpr (std::is_void_v<R>) {
            co_await std::move(work);
            co_return std::string("null");
        } else {
            co_return detail::to_whole_json(co_await std::move(work));
        }
    }

    static inline callback<task<R>(Args...)> body_;
    static inline const detail::function_mention mention_{name};  // in programs that call it, outside of browsers
};

}  // namespace solder
#endif
