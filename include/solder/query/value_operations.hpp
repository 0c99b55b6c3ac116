#ifndef SOLDER_QUERY_VALUE_OPERATIONS_HPP
#define SOLDER_QUERY_VALUE_OPERATIONS_HPP
#include <solder/core/make_value.hpp>
#include <solder/core/platform.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/wire/json.hpp>
#include <solder/wire/same.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// What the untyped parts of the data layer must be able to do with a value. Its address stands for the type.
struct value_operations {
    bool (*same)(const void* a, const void* b);
    /// From and to JSON; null for types that have no JSON form: they are not shipped with pages. A page ships nothing:
    /// there `encode` is always null.
    result<erased_value> (*decode)(std::string_view json);
    result<std::string> (*encode)(const void* value);
    /// Whether it is an empty optional.
    bool (*is_nothing)(const void* value);
};

template <class T>
bool same_values(const void* a, const void* b) {
    return wire::same(*static_cast<const T*>(a), *static_cast<const T*>(b));
}
/// `made` filled from `json` by `read`.
result<erased_value> decode_into(std::shared_ptr<void> made, std::string_view json, json_read read);
template <class T>
result<erased_value> decode_value(std::string_view json) {
    return decode_into(detail::make_value<T>(), json, &read_json_object<T>);
}
template <class T>
result<std::string> encode_value(const void* value) {
    return to_whole_json(*static_cast<const T*>(value));
}
template <class T>
bool is_empty_optional(const void* value) {
    if constexpr (requires(const T& v) { v.has_value(); })
        return !static_cast<const T*>(value)->has_value();
    else
        return false;
}

template <class T>
constexpr value_operations make_operations() {
    if constexpr (encodable<T> && in_browser)
        return {&same_values<T>, &decode_value<T>, nullptr, &is_empty_optional<T>};
    else if constexpr (encodable<T>)
        return {&same_values<T>, &decode_value<T>, &encode_value<T>, &is_empty_optional<T>};
    else
        return {&same_values<T>, nullptr, nullptr, &is_empty_optional<T>};
}
template <class T>
inline constexpr value_operations operations_of = make_operations<T>();

}  // namespace solder::detail
#endif
