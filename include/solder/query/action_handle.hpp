#ifndef SOLDER_QUERY_ACTION_HANDLE_HPP
#define SOLDER_QUERY_ACTION_HANDLE_HPP
#include <solder/core/make_value.hpp>
#include <solder/query/action_core.hpp>
#include <solder/query/submission_view.hpp>

namespace solder {

template <class Signature, std::size_t Bound = 0>
class action_handle;

/// A named write. Bind a form to it, or call it through `use_action`. After a run that succeeds, what the answer names
/// (by default every query in use) is read again. Copyable; make it once, at namespace scope.
template <class R, class... Params, std::size_t Bound>
class action_handle<R(Params...), Bound> {
    using core = detail::action_core<R, Params...>;
    using bound_arguments = detail::first_elements_of<std::tuple<Params...>, Bound>;

public:
    using result_type = R;
    using arguments = std::tuple<Params...>;
    /// Whether a form gives what is not bound: nothing, or the last parameter, a plain struct.
    static constexpr bool is_filled_by_form = detail::is_filled_by_form<arguments, Bound>();

    action_handle(std::shared_ptr<core> of, bound_arguments bound)
        : core_(std::move(of)), bound_(std::move(bound)), url_(core_->url) {
        if constexpr (Bound > 0) url_ = detail::bound_url(core_->url, to_json(bound_));
    }

    /// Where a form bound to it posts: `<form method="post" action={}>` takes the action itself. On a server an action
    /// of a plain function needs a name: without one this raises an error and is empty.
    [[nodiscard]] const std::string& url() const { return detail::address_for_form(*core_, url_); }
    operator std::string_view() const { return url(); }
    /// The same without bound arguments: what submissions are listed by.
    [[nodiscard]] const std::string& base_url() const { return core_->url; }
    /// As given; `-1`, `-2` ... when none was.
    [[nodiscard]] const std::string& name() const { return core_->name; }

    /// The action with the next parameters fixed; a form then posts the last parameter. Binding more to what is bound
    /// already adds to it.
    template <class... Args>
        requires(Bound + sizeof...(Args) <= sizeof...(Params))
    [[nodiscard]] auto with(Args... args) const {
        using more = action_handle<R(Params...), Bound + sizeof...(Args)>;
        using all = detail::first_elements_of<arguments, Bound + sizeof...(Args)>;
        return more(core_, std::apply([&](const auto&... each) { return all(each..., std::move(args)...); }, bound_));
    }

    /// Starts a run with the parameters that are not bound; see `use_action`.
    template <class... Rest>
        requires(Bound + sizeof...(Rest) == sizeof...(Params))
    task<completed<R>> start(Rest... rest) const {
        return start_in(detail::action_surroundings::current(), std::move(rest)...);
    }
    /// The same, on another page than the one around the running code.
    template <class... Rest>
    task<completed<R>> start_in(detail::action_surroundings here, Rest... rest) const {
        auto all = std::apply([&](const auto&... each) { return arguments(each..., std::move(rest)...); }, bound_);
        return detail::typed_outcome<R>(
            core_->submit({detail::make_value<const arguments>(std::move(all))}, std::move(here)));
    }
    [[nodiscard]] std::shared_ptr<detail::action_base> base() const { return core_; }

private:
    std::shared_ptr<core> core_;
    bound_arguments bound_;
    std::string url_;
};

}  // namespace solder
#endif
