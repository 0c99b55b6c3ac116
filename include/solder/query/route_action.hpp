#ifndef SOLDER_QUERY_ROUTE_ACTION_HPP
#define SOLDER_QUERY_ROUTE_ACTION_HPP
#include <solder/core/make_value.hpp>
#include <solder/query/action.hpp>

namespace solder {

/// What a route action makes wrong.
struct route_action_options {
    /// The route data to refetch after a success, matched as `refetch_route_data` does; empty: all.
    key_pattern invalidate = {};
    /// Called instead, with the answer or null after a plain value; gives the key, empty: all.
    callback<key_pattern(const response*)> invalidate_for = {};
};

namespace detail {

/// One submission of a route action, types erased. Its input goes when there is nothing to show for it.
struct route_submission : ref_counted {
    explicit route_submission(erased_value with) : input(std::move(with)) {}

    signal<erased_value> input;
    signal<erased_value> result{erased_value()};
    signal<erased_value> failed{erased_value()};
    signal<bool> pending{false};
    std::uint32_t runs = 0;  ///< how often it was started or cleared; only the newest run has a say
};

struct route_action_core : ref_counted {
    using submissions = std::vector<ref<route_submission>>;

    std::shared_ptr<action_base> action;
    route_action_options options;
    bool keeps_each = false;  ///< every submit is a submission of its own
    signal<submissions> all{submissions()};
};

/// Unregistered: forms without script reach the function of the server, if it is one.
ref<route_action_core> make_route_action(std::shared_ptr<action_base> action, route_action_options options,
                                         bool keeps_each);
/// Null after a failure and when there is nothing; never fails.
task<erased_value> submit_route_action(const ref<route_action_core>& of, erased_value input);
task<erased_value> retry_route_submission(const ref<route_action_core>& of, const ref<route_submission>& which);
void clear_route_submission(route_action_core& of, const ref<route_submission>& which);
std::vector<ref<route_submission>> pending_of(const route_action_core& of);

template <class Vars>
std::shared_ptr<const Vars> only_argument(erased_value input) {
    if (!input) return nullptr;
    auto* arguments = static_cast<const std::tuple<Vars>*>(input.get());
    return std::shared_ptr<const Vars>(std::move(input), &std::get<0>(*arguments));
}

}  // namespace detail

/// What a route action shows. Reads are tracked, each on its own. A handle.
template <class R, class Vars>
class route_action_state {
public:
    route_action_state(ref<detail::route_action_core> of, ref<detail::route_submission> which)
        : of_(std::move(of)), which_(std::move(which)) {}

    /// Submitted, and not settled.
    [[nodiscard]] bool pending() const { return which_->pending(); }
    /// What was submitted; null when nothing was, and after a success without a result.
    [[nodiscard]] std::shared_ptr<const Vars> input() const { return detail::only_argument<Vars>(which_->input()); }
    [[nodiscard]] std::shared_ptr<const R> result() const
        requires(!std::is_void_v<R>)
    {
        return std::static_pointer_cast<const R>(which_->result());
    }
    [[nodiscard]] std::optional<solder::error> error() const { return detail::error_in(which_->failed()); }
    /// What is wrong with a field, as the error says; empty when it says nothing of it.
    [[nodiscard]] std::string message_for(std::string_view field) const {
        return detail::message_in(which_->failed(), field);
    }
    /// Forgets input, result and error; what runs goes on, and its outcome is not shown.
    void clear() const { detail::clear_route_submission(*of_, which_); }
    /// Submits the same input again. Fails when there is none.
    task<completed<R>> retry() const { return detail::typed_outcome<R>(detail::retry_route_submission(of_, which_)); }

    friend bool operator==(const route_action_state& a, const route_action_state& b) { return a.which_ == b.which_; }

private:
    ref<detail::route_action_core> of_;
    ref<detail::route_submission> which_;
};

/// The submissions of a route multi action, in the order they started.
template <class R, class Vars>
class route_action_submissions {
public:
    using value_type = route_action_state<R, Vars>;

    explicit route_action_submissions(ref<detail::route_action_core> of) : of_(std::move(of)) {}
    /// Tracked: which there are.
    [[nodiscard]] std::vector<value_type> operator()() const { return states(of_->all()); }
    /// Tracked: those that have not settled.
    [[nodiscard]] std::vector<value_type> pending() const { return states(detail::pending_of(*of_)); }

private:
    std::vector<value_type> states(const detail::route_action_core::submissions& of) const {
        std::vector<value_type> all;
        for (const auto& each : of) all.emplace_back(of_, each);
        return all;
    }
    ref<detail::route_action_core> of_;
};

/// Submits to a route action. The task it gives never fails: it is empty after a failure, which the state shows.
template <class R, class Vars>
class route_submit {
public:
    explicit route_submit(ref<detail::route_action_core> of) : of_(std::move(of)) {}

    task<completed<R>> operator()(Vars vars) const {
        auto input = detail::make_value<const std::tuple<Vars>>(std::move(vars));
        return detail::typed_outcome<R>(detail::submit_route_action(of_, std::move(input)));
    }
    /// Submits a posted form. Empty when the fields do not make a `Vars`.
    std::optional<task<completed<R>>> submit(const form_fields& fields) const {
        auto decoded = of_->action->decode_form("[]", fields);
        if (!decoded.input || decoded.wrong) return std::nullopt;
        return detail::typed_outcome<R>(detail::submit_route_action(of_, std::move(decoded.input)));
    }
    /// Where a form posts: the function of the server, if it is one.
    [[nodiscard]] const std::string& url() const { return detail::address_for_form(*of_->action, of_->action->url); }

private:
    ref<detail::route_action_core> of_;
};

/// What `create_route_action` gives, for `auto [adding, add] = ...`.
template <class R, class Vars>
struct route_action {
    route_action_state<R, Vars> state;
    route_submit<R, Vars> submit;
};
/// What `create_route_multi_action` gives.
template <class R, class Vars>
struct route_multi_action {
    route_action_submissions<R, Vars> submissions;
    route_submit<R, Vars> submit;
};

namespace detail {

template <class Signature>
struct route_action_types {
    static_assert(never<Signature>, "a route action takes one argument: what is submitted");
};
template <class R, class Vars>
struct route_action_types<R(Vars)> {
    using result = action_result<R>;
    using single = route_action<result, Vars>;
    using multi = route_multi_action<result, Vars>;

    template <class Fn>
    static ref<route_action_core> make(Fn fn, route_action_options options, bool keeps_each) {
        auto action = action_types<R(Vars)>::make_core(std::string(), std::move(fn));
        return make_route_action(std::move(action), std::move(options), keeps_each);
    }
};
template <class Fn>
using types_of_route_action = route_action_types<typename signature_of<Fn>::type>;

}  // namespace detail

/// A write of a route and what it shows, one submission at a time: of submits that overlap, the newest is shown. After
/// each success route data is fetched again. For new code `action` is the better choice.
///
/// @param fn  takes one argument; gives what the function of an `action` may give
template <class Fn>
[[nodiscard]] auto create_route_action(Fn fn, route_action_options options = {}) {
    using types = detail::types_of_route_action<Fn>;
    auto core = types::make(std::move(fn), std::move(options), false);
    return typename types::single{{core, core->all.peek().front()}, decltype(types::single::submit)(core)};
}

/// The same with every submit a submission of its own.
template <class Fn>
[[nodiscard]] auto create_route_multi_action(Fn fn, route_action_options options = {}) {
    using types = detail::types_of_route_action<Fn>;
    auto core = types::make(std::move(fn), std::move(options), true);
    return typename types::multi{decltype(types::multi::submissions)(core), decltype(types::multi::submit)(core)};
}

}  // namespace solder
#endif
