#ifndef SOLDER_WIRE_KEY_SEGMENT_HPP
#define SOLDER_WIRE_KEY_SEGMENT_HPP
#include <cstdint>
#include <initializer_list>
#include <solder/wire/shape.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace solder {

class key_segment;
struct key_member;

/// How a type of your own becomes part of a key. Specialise with `static key_segment segment(const T&)`; two values
/// that are to have separate entries must give different segments.
template <class T>
struct key_format;

/// An array as part of a written key: `{"cars", key_array{1, 2}}`.
class key_array {
public:
    key_array() = default;
    key_array(std::initializer_list<key_segment> elements);

private:
    friend class key_segment;
    std::vector<key_segment> elements_;
};

namespace detail {

template <class T>
concept own_key_format = requires(const T& value) {
    { key_format<T>::segment(value) } -> std::same_as<key_segment>;
};

template <class T>
struct key_leaf : std::bool_constant<own_key_format<T> || std::same_as<T, bool> || integer_type<T> || real_type<T> ||
                                     std::is_enum_v<T> || text_type<T> || nothing_type<T> ||
                                     std::same_as<T, key_segment> || std::same_as<T, key_array>> {};

}  // namespace detail

/// Types that can stand in a key: bool, integers, double, float, enums (as their number), text, nullptr, key_segment,
/// optional, vector, array, pair, tuple, map by string, and plain structs of these.
template <class T>
concept keyable = detail::built_from<detail::key_leaf, T>();

/// One part of a key: null, bool, number, string, array or object. Numbers are exact: whole ones of 64 bits, else
/// doubles; `1.0` is `1` and `-0.0` is `0`.
///
/// Braces write an object: `{{"house", "gryffindor"}, {"year", 7}}`; `{}` is the object without members. There is no
/// default value on purpose: null is `nullptr`.
class key_segment {
public:
    using array = std::vector<key_segment>;
    using object = std::vector<key_member>;  ///< sorted by name, names unique

    // A template, so that nested braces never turn into a string by way of std::string's pair of iterators.
    template <class T>
        requires(!std::same_as<T, key_segment> && keyable<T>)
    key_segment(const T& value) : key_segment(of(value)) {}
    /// Of members with the same name the last counts.
    key_segment(std::initializer_list<key_member> members);
    // Defined where key_member is complete.
    key_segment(const key_segment&);
    key_segment(key_segment&&) noexcept;
    key_segment& operator=(const key_segment&);
    key_segment& operator=(key_segment&&) noexcept;
    ~key_segment();

    static key_segment from_array(array elements);
    static key_segment from_object(object members);

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    // Each is null when the segment is of another kind.
    [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&value_); }
    [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&value_); }
    /// Whole numbers above the range of std::int64_t.
    [[nodiscard]] const std::uint64_t* as_large_integer() const { return std::get_if<std::uint64_t>(&value_); }
    /// Numbers that are not whole, or outside 64 bits.
    [[nodiscard]] const double* as_double() const { return std::get_if<double>(&value_); }
    [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const array* as_array() const { return std::get_if<array>(&value_); }
    [[nodiscard]] const object* as_object() const { return std::get_if<object>(&value_); }

    /// The member called `name`; null when there is none, or this is no object.
    [[nodiscard]] const key_segment* member(std::string_view name) const;

    /// Deep equality; numbers numerically, NaN equals NaN.
    friend bool operator==(const key_segment& a, const key_segment& b);
    /// Whether `pattern` is contained in this: scalars are equal, arrays begin alike (an empty one matches only an
    /// empty one), objects have at least the pattern's members.
    [[nodiscard]] bool partially_equals(const key_segment& pattern) const;

private:
    using storage = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, array, object>;
    enum class made_tag : std::uint8_t { made };
    key_segment(made_tag, storage value);

    template <class T>
    static key_segment of(const T& value);
    static key_segment of_null();
    static key_segment of_bool(bool value);
    static key_segment of_integer(std::int64_t value);
    static key_segment of_integer(std::uint64_t value);
    static key_segment of_double(double value);
    static key_segment of_text(std::string_view value);
    static key_segment of_array(key_array value);

    storage value_;
};

struct key_member {
    std::string name;
    key_segment value;

    template <class Name>
        requires std::convertible_to<const Name&, std::string_view>
    key_member(const Name& member, key_segment segment) : name(std::string_view(member)), value(std::move(segment)) {}
    friend bool operator==(const key_member&, const key_member&) = default;
};

/// `value` as part of a key; a struct becomes an object.
template <class T>
[[nodiscard]] key_segment to_segment(const T& value) {
    static_assert(keyable<T>,
                  "this type cannot stand in a key: make it a plain struct or specialise solder::key_format");
    if constexpr (keyable<T>)
        return value;
    else
        return nullptr;
}

template <class T>
key_segment key_segment::of(const T& value) {
    using namespace detail;
    if constexpr (own_key_format<T>) {
        return key_format<T>::segment(value);
    } else if constexpr (std::same_as<T, bool>) {
        return of_bool(value);
    } else if constexpr (integer_type<T>) {
        return of_integer(static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
    } else if constexpr (real_type<T>) {
        return of_double(value);
    } else if constexpr (std::is_enum_v<T>) {
        return of(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (text_type<T>) {
        return of_text(value);
    } else if constexpr (nothing_type<T>) {
        return of_null();
    } else if constexpr (std::same_as<T, key_array>) {
        return of_array(value);
    } else if constexpr (optional_type<T>) {
        return value ? to_segment(*value) : of_null();
    } else if constexpr (tuple_type<T>) {
        return std::apply([](const auto&... part) { return from_array({to_segment(part)...}); }, value);
    } else if constexpr (string_map_type<T>) {
        object members;
        for (const auto& [name, part] : value) members.emplace_back(name, to_segment(part));
        return from_object(std::move(members));
    } else if constexpr (reflectable<T>) {
        object members;
        for_each_member(value,
                        [&](std::string_view name, const auto& part) { members.emplace_back(name, to_segment(part)); });
        return from_object(std::move(members));
    } else {
        array elements;
        for (const typename T::value_type& part : value) elements.push_back(to_segment(part));
        return from_array(std::move(elements));
    }
}

}  // namespace solder
#endif
