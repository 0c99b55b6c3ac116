#ifndef SOLDER_QUERY_ACTION_CORE_HPP
#define SOLDER_QUERY_ACTION_CORE_HPP
#include <solder/core/make_value.hpp>
#include <solder/query/action_base.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/query/value_operations.hpp>
#include <tuple>

namespace solder {
namespace detail {

/// What an action gives whose function returns `R`: an answer has no value, or the one inside.
template <class R>
struct result_inside {
    using type = R;
    using given = R;
    using answer = void;
};
template <>
struct result_inside<response> {
    using type = void;
    using given = response;
    using answer = response;
};
template <class T>
struct result_inside<json_response<T>> {
    using type = T;
    using given = json_response<T>;
    using answer = json_response<T>;
};
template <class T>
struct result_inside<result<T>> : result_inside<T> {};
template <class R>
using action_result = typename result_inside<R>::type;

template <class R, bool IsRemote>
constexpr result_operations make_result_operations() {
    if constexpr (std::is_void_v<R>)
        return {nullptr, nullptr, nullptr};
    else if constexpr (IsRemote)
        return {&type_mark<R>, &is_empty_optional<R>, &decode_value<R>};
    else
        return {&type_mark<R>, &is_empty_optional<R>, nullptr};
}
template <class R, bool IsRemote>
inline constexpr result_operations result_operations_of = make_result_operations<R, IsRemote>();

/// An answer that was returned, as the failure that carries it: both ways are one.
template <class Answer>
task<erased_value> answer_as_failure(task<erased_value> work) {
    auto given = co_await std::move(work);
    co_return fail(response(*static_cast<const Answer*>(given.get())));
}

template <class R, class... Params>
struct action_core final : action_base {
    using arguments = std::tuple<Params...>;
    callback<task<erased_value>(Params...)> fn;

    action_core(const result_operations& results, callback<task<erased_value>(Params...)> f)
        : action_base(&type_mark<R(Params...)>, results), fn(std::move(f)) {}
    SOLDER_PAGE_INLINE ~action_core() override = default;

    task<erased_value> call(erased_value input) override {
        return std::apply(fn, arguments(*static_cast<const arguments*>(input.get())));
    }
    decoded_form decode_form([[maybe_unused]] std::string_view bound_json,
                             [[maybe_unused]] const form_fields& fields) const override {
        decoded_form decoded;
        if constexpr (can_come_from_form<arguments>()) {
            auto args = detail::make_value<arguments>();
            auto outcome = decode_form_call(*args, bound_json, fields);
            if (!outcome) decoded.wrong = detail::make_value<const error>(std::move(outcome.error()));
            decoded.input = std::move(args);
        }
        return decoded;
    }
};

}  // namespace detail
}  // namespace solder
#endif
