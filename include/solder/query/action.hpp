#ifndef SOLDER_QUERY_ACTION_HPP
#define SOLDER_QUERY_ACTION_HPP
#include <solder/core/shared_task.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/query.hpp>
#include <solder/query/response.hpp>
#include <solder/query/submission.hpp>
#include <tuple>

namespace solder {
namespace detail {

/// What forms and submissions know an action by, its types erased.
struct action_base {
    std::string name;
    std::string url;  ///< without bound arguments

    action_base(std::string n, std::string u) : name(std::move(n)), url(std::move(u)) {}
    action_base(const action_base&) = delete;
    virtual ~action_base() = default;
    /// Calls the function with a tuple of its arguments.
    virtual task<erased_value> call(erased_value input) = 0;
    /// Whether a result is an empty optional: it leaves no submission behind (A18).
    virtual bool is_nothing(const void* result) const = 0;
    /// The tuple of arguments that a form post makes. When it does not make one: null, or with `even_partly` what
    /// could be read, and the rest value-initialised.
    virtual erased_value decode_form(std::string_view bound_json, const form_fields& fields,
                                     bool even_partly = false) const = 0;
    /// The result that `json` holds; null when it does not decode, or is nothing.
    virtual erased_value decode_result(std::string_view json) const = 0;
};

/// One run, from the record of its submission to the revalidation after it. Fails with what the function fails with.
task<erased_value> run_action(std::shared_ptr<action_base> action, erased_value input);

void register_action(const std::shared_ptr<action_base>& action);
/// The base address of `url` and the bound arguments in it, as JSON ("[]" when there are none).
std::pair<std::string, std::string> split_action_url(std::string_view url);
std::string bound_url(const std::string& base, std::string_view arguments_json);

/// Does what the answer to a successful run says: goes to its location, and reads again the queries it names, or all.
task<void> follow_up(const response* answer);
/// Takes over what a post without script left for `action`, if anything.
void adopt_flash(submission_list& list, const action_base& action);

template <class R, class... Params>
struct action_core final : action_base {
    using arguments = std::tuple<Params...>;
    callback<task<erased_value>(Params...)> fn;

    action_core(std::string name, std::string url, callback<task<erased_value>(Params...)> f)
        : action_base(std::move(name), std::move(url)), fn(std::move(f)) {}

    task<erased_value> call(erased_value input) override {
        return std::apply(fn, arguments(*static_cast<const arguments*>(input.get())));
    }
    bool is_nothing(const void* result) const override {
        if constexpr (std::is_void_v<R>)
            return true;
        else
            return is_empty_optional<R>(result);
    }
    erased_value decode_form(std::string_view bound_json, const form_fields& fields, bool even_partly) const override {
        auto args = std::make_shared<arguments>();
        return decode_form_call(*args, bound_json, fields) || even_partly ? std::move(args) : nullptr;
    }
    erased_value decode_result(std::string_view json) const override {
        if constexpr (!std::is_void_v<R> && encodable<R>)
            if (auto value = decode_value<R>(json); value && !is_nothing(value->get())) return std::move(*value);
        return nullptr;
    }
};

template <class Tuple, class Indexes>
struct first_elements;
template <class Tuple, std::size_t... I>
struct first_elements<Tuple, std::index_sequence<I...>> {
    using type = std::tuple<std::tuple_element_t<I, Tuple>...>;
};
/// The tuple of the first `Count` elements.
template <class Tuple, std::size_t Count>
using first_of = typename first_elements<Tuple, std::make_index_sequence<Count>>::type;

}  // namespace detail

template <class Signature, std::size_t Bound = 0>
class action_handle;

/// A named write. Bind a form to it, or call it through `use_action`. After a run that succeeds, what the answer names
/// (by default every query in use) is read again. Copyable; make it once, at namespace scope.
template <class R, class... Params, std::size_t Bound>
class action_handle<R(Params...), Bound> {
    using core = detail::action_core<R, Params...>;
    using arguments = std::tuple<Params...>;
    using bound_arguments = detail::first_of<arguments, Bound>;

public:
    action_handle(std::shared_ptr<core> of, bound_arguments bound)
        : core_(std::move(of)), bound_(std::move(bound)), url_(core_->url) {
        if constexpr (Bound > 0) url_ = detail::bound_url(core_->url, to_json(bound_));
    }

    /// Where a form bound to it posts: `<form method="post" action={}>` takes the action itself.
    [[nodiscard]] const std::string& url() const { return url_; }
    operator std::string_view() const { return url_; }
    [[nodiscard]] const std::string& base_url() const { return core_->url; }

    /// The action with the next parameters fixed; a form then posts the last parameter.
    template <class... Args>
        requires(Bound + sizeof...(Args) <= sizeof...(Params))
    [[nodiscard]] auto with(Args... args) const {
        using more = action_handle<R(Params...), Bound + sizeof...(Args)>;
        using all = detail::first_of<arguments, Bound + sizeof...(Args)>;
        return more(core_, std::apply([&](const auto&... each) { return all(each..., std::move(args)...); }, bound_));
    }

    /// Starts a run with the parameters that are not bound; see `use_action`.
    template <class... Rest>
    task<R> start(Rest... rest) const {
        auto all = std::apply([&](const auto&... each) { return arguments(each..., std::move(rest)...); }, bound_);
        return run_now(
            detail::typed_result<R>(detail::run_action(core_, std::make_shared<const arguments>(std::move(all)))));
    }
    const detail::action_base& base() const { return *core_; }

private:
    std::shared_ptr<core> core_;
    bound_arguments bound_;
    std::string url_;
};

namespace detail {

std::string action_url_of(std::string_view name);

template <class Fn>
std::string action_url(const std::string& name) {
    if constexpr (requires { Fn::kind; })
        return function_url(Fn::name);
    else
        return action_url_of(name);
}

template <class Fn, class R, class... Params>
auto make_action(std::string name, Fn fn, std::type_identity<R(Params...)>) {
    auto url = action_url<Fn>(name);
    auto core = std::make_shared<action_core<R, Params...>>(std::move(name), std::move(url),
                                                            erased_function<R, Params...>(std::move(fn)));
    register_action(core);
    return action_handle<R(Params...)>(core, {});
}

}  // namespace detail

/// Names a write. `fn` is a server function that writes, a coroutine that gives `task<T>`, or a plain function. Its
/// last parameter may be a plain struct, which a form then fills by field name.
template <class Fn>
[[nodiscard]] auto action(std::string name, Fn fn) {
    if constexpr (requires { Fn::kind; })
        static_assert(detail::is_write<Fn>,
                      "an action changes something: declare the server function with solder::writes");
    return detail::make_action(std::move(name), std::move(fn),
                               std::type_identity<typename detail::signature_of<Fn>::type>());
}

/// A function that starts the action and gives a task of its result; the task may be dropped.
template <class Signature, std::size_t Bound>
[[nodiscard]] auto use_action(action_handle<Signature, Bound> of) {
    return [of](auto... rest) { return of.start(std::move(rest)...); };
}

/// The last submission of an action, as far as the filter lets through. All reads are tracked.
template <class R, class Input>
class submission_view {
public:
    using filter = std::function<bool(const Input&)>;
    submission_view(std::string url, filter lets_through) : url_(std::move(url)), filter_(std::move(lets_through)) {}

    [[nodiscard]] bool pending() const {
        auto record = last();
        return record && record->pending;
    }
    /// Why it failed; empty while it runs, after success and when there is none.
    [[nodiscard]] std::optional<solder::error> error() const {
        auto record = last();
        return record ? record->failed : std::nullopt;
    }
    /// The arguments it was started with; null when there is none.
    [[nodiscard]] std::shared_ptr<const Input> input() const {
        auto record = last();
        return record ? std::static_pointer_cast<const Input>(record->input) : nullptr;
    }
    /// What it gave; null until then.
    [[nodiscard]] auto result() const
        requires(!std::is_void_v<R>)
    {
        auto record = last();
        return record ? std::static_pointer_cast<const R>(record->result) : nullptr;
    }
    /// Forgets it; does nothing when there is none.
    void clear() const {
        auto& list = submission_list::current();
        if (auto record = last()) list.remove(record);
    }
    /// Runs it again with the same input; does nothing when there is none.
    void retry() const {
        auto record = untrack([&] { return last(); });
        if (record && record->retry) record->retry();
    }

private:
    submission_list::record last() const {
        const auto& all = submission_list::current().read();
        for (auto at = all.rbegin(); at != all.rend(); ++at) {
            const auto& record = **at;
            if (record.url == url_ && record.input &&
                (!filter_ || filter_(*static_cast<const Input*>(record.input.get()))))
                return *at;
        }
        return nullptr;
    }

    std::string url_;
    filter filter_;
};

/// Watches the last submission of `of`, whatever arguments are bound.
/// @param lets_through  looks at the arguments (a tuple), for instance to find the one for this row
template <class R, class... Params, std::size_t Bound>
[[nodiscard]] auto use_submission(
    const action_handle<R(Params...), Bound>& of,
    std::type_identity_t<std::function<bool(const std::tuple<Params...>&)>> lets_through = {}) {
    detail::adopt_flash(submission_list::current(), of.base());
    return submission_view<R, std::tuple<Params...>>(of.base_url(), std::move(lets_through));
}

/// Starts the action whose form posts to `url` with the posted fields. Empty when there is no such action or the fields
/// do not make its arguments: the browser's own submit is then right.
[[nodiscard]] std::optional<task<void>> submit_form(std::string_view url, const form_fields& fields);

}  // namespace solder
#endif
