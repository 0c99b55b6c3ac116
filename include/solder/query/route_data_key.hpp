#ifndef SOLDER_QUERY_ROUTE_DATA_KEY_HPP
#define SOLDER_QUERY_ROUTE_DATA_KEY_HPP
#include <solder/core/callback.hpp>
#include <solder/wire/key.hpp>

namespace solder {
namespace detail {

template <class T>
key_segment key_of_value(const T& value) {
    if constexpr (std::same_as<T, key_pattern>)
        return key_segment::from_array({value.segments().begin(), value.segments().end()});
    else if constexpr (optional_type<T>)
        return value ? key_of_value(*value) : key_segment(nullptr);
    else
        return to_segment(value);
}

template <class Fn>
concept gives_key = std::is_invocable_v<Fn&> && !std::is_void_v<std::invoke_result_t<Fn&>>;

}  // namespace detail

/// The key of route data: by what `refetch_route_data` finds it, and what its fetcher is given.
///
/// - `"students"`, a number or a struct: a key of one segment
/// - `{"students", {{"house", "gryffindor"}}}`, or anything that is an array in JSON: its elements are the segments
/// - a function (a signal, a memo) that gives one of these: tracked; while it gives an empty optional, null or false,
///   nothing is fetched
/// - nothing, null, false, the empty text or `{}`: no key
class route_data_key {
public:
    route_data_key() = default;
    route_data_key(std::initializer_list<key_segment> segments)
        : fixed_(key_segment::from_array(std::vector<key_segment>(segments))) {}
    template <class T>
        requires(std::same_as<T, key_pattern> || (keyable<T> && !detail::gives_key<const T>))
    route_data_key(const T& value) : fixed_(detail::key_of_value(value)) {}
    template <class Fn>
        requires(!std::same_as<std::remove_cvref_t<Fn>, route_data_key> && detail::gives_key<std::decay_t<Fn>>)
    route_data_key(Fn&& fn) : changing_([fn = std::forward<Fn>(fn)]() mutable { return detail::key_of_value(fn()); }) {}

    /// What a function gives here, tracked, else what was given; empty when nothing is to be fetched.
    [[nodiscard]] std::optional<key_pattern> read() const;
    /// Whether it is a function.
    [[nodiscard]] bool changes() const { return static_cast<bool>(changing_); }
    /// Whether it is no key at all; the fetcher is given `true` then.
    [[nodiscard]] bool is_none() const;

private:
    key_segment fixed_ = nullptr;
    callback<key_segment()> changing_;
};

}  // namespace solder
#endif
