#ifndef SOLDER_WIRE_JSON_HPP
#define SOLDER_WIRE_JSON_HPP
#include <limits>
#include <solder/wire/enum_range.hpp>
#include <solder/wire/json_reader.hpp>
#include <solder/wire/raw_json.hpp>
#include <solder/wire/shape.hpp>
#include <solder/wire/text.hpp>

namespace solder {

/// How a type of your own is written and read. Specialise with
/// `static void append(std::string& out, const T&)` and `static bool read(json_reader&, T&)`.
template <class T>
struct json_format;

namespace detail {

template <class T>
concept own_json_format = requires(std::string& out, const T& value, json_reader& reader, T& to) {
    json_format<T>::append(out, value);
    { json_format<T>::read(reader, to) } -> std::same_as<bool>;
};

template <class T>
struct json_leaf : std::bool_constant<own_json_format<T> || std::same_as<T, bool> || integer_type<T> || real_type<T> ||
                                      std::is_enum_v<T> || std::same_as<T, std::string> ||
                                      std::same_as<T, std::monostate> || std::same_as<T, raw_json>> {};

}  // namespace detail

/// Types that `to_json` writes and `from_json` reads: bool, integers, double, float, enums (as their number),
/// std::string (UTF-8), std::monostate (null), raw_json, optional, vector, array, map by string, pair and tuple (as
/// arrays), and plain structs of these.
template <class T>
concept encodable = detail::built_from<detail::json_leaf, T>() && std::default_initializable<T>;

namespace detail {

template <class T>
void append_json_value(std::string& out, const T& value);

template <class T>
void append_json_list(std::string& out, const T& values) {
    char separator = '[';
    for (const typename T::value_type& value : values) {
        out += separator;
        append_json_value(out, value);
        separator = ',';
    }
    if (separator == '[') out += '[';
    out += ']';
}

template <class T>
void append_json_map(std::string& out, const T& values) {
    char separator = '{';
    for (const auto& [name, value] : values) {
        out += separator;
        append_json_string(out, name);
        out += ':';
        append_json_value(out, value);
        separator = ',';
    }
    if (separator == '{') out += '{';
    out += '}';
}

template <class T>
void append_json_tuple(std::string& out, const T& values) {
    out += '[';
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        ((Index == 0 ? void() : void(out += ','), append_json_value(out, std::get<Index>(values))), ...);
    }(std::make_index_sequence<std::tuple_size_v<T>>());
    out += ']';
}

/// `{"name":` or `,"name":`. Names of C++ members need no escapes.
void append_member_start(std::string& out, char separator, std::string_view name);

template <class T>
void append_json_struct(std::string& out, const T& value) {
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        ((append_member_start(out, Index == 0 ? '{' : ',', member_name<T, Index>),
          append_json_value(out, boost::pfr::get<Index>(value))),
         ...);
    }(std::make_index_sequence<member_count<T>>());
    if constexpr (member_count<T> == 0) out += '{';
    out += '}';
}

template <class T>
void append_json_value(std::string& out, const T& value) {
    if constexpr (own_json_format<T>)
        json_format<T>::append(out, value);
    else if constexpr (std::same_as<T, bool>)
        out += value ? "true" : "false";
    else if constexpr (integer_type<T>)
        append_integer(out, static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
    else if constexpr (real_type<T>)
        append_number(out, value);
    else if constexpr (std::is_enum_v<T>)
        append_json_value(out, static_cast<std::underlying_type_t<T>>(value));
    else if constexpr (text_type<T>)
        append_json_string(out, value);
    else if constexpr (nothing_type<T>)
        out += "null";
    else if constexpr (std::same_as<T, raw_json>)
        out += value.text();
    else if constexpr (optional_type<T>)
        value ? append_json_value(out, *value) : void(out += "null");
    else if constexpr (vector_type<T> || array_type<T>)
        append_json_list(out, value);
    else if constexpr (string_map_type<T>)
        append_json_map(out, value);
    else if constexpr (tuple_type<T>)
        append_json_tuple(out, value);
    else if constexpr (reflectable<T>)
        append_json_struct(out, value);
    else
        static_assert(never<T>, "this type has no JSON form: make it a plain struct or specialise solder::json_format");
}

template <class T>
bool read_json_value(json_reader& reader, T& to);

struct member_row {
    std::string_view name;
    bool (*read)(json_reader&, void* object);
    bool required;
};
/// Reads an object into the struct that `rows` describe: unknown members are passed over, missing ones are an error.
bool read_members(json_reader& reader, void* object, const member_row* rows, std::size_t count);

template <class T, std::size_t Index>
bool read_member(json_reader& reader, void* object) {
    return read_json_value(reader, boost::pfr::get<Index>(*static_cast<T*>(object)));
}

template <class T, class Indexes = std::make_index_sequence<member_count<T>>>
struct member_rows;
template <class T, std::size_t... Index>
struct member_rows<T, std::index_sequence<Index...>> {
    // One row more than needed, since an array of none is not allowed.
    static constexpr member_row rows[] = {
        {member_name<T, Index>, &read_member<T, Index>,
         !optional_type<member_type<T, Index>> && !nothing_type<member_type<T, Index>>}...,
        {}};
};

template <class T>
bool read_json_list(json_reader& reader, T& to) {
    to.clear();
    if (!reader.begin_array()) return false;
    while (reader.next_element()) {
        typename T::value_type value{};
        if (!read_json_value(reader, value)) return reader.within("element", to.size() + 1);
        to.push_back(std::move(value));
    }
    return reader.ok();
}

template <class T>
bool read_json_map(json_reader& reader, T& to) {
    to.clear();
    if (!reader.begin_object()) return false;
    std::string_view name;
    while (reader.next_member(name)) {
        std::string key(name);
        typename T::mapped_type value{};
        if (!read_json_value(reader, value)) return reader.within("member", key);
        to.insert_or_assign(std::move(key), std::move(value));
    }
    return reader.ok();
}

/// Records "expected `count` elements".
bool wrong_count(json_reader& reader, std::size_t count, std::string_view word);

template <class T>
bool read_json_tuple(json_reader& reader, T& to, std::string_view word) {
    constexpr std::size_t count = std::tuple_size_v<T>;
    const auto read_one = [&](auto& value, std::size_t number) {
        if (!reader.next_element()) return wrong_count(reader, count, word);
        return read_json_value(reader, value) || reader.within(word, number);
    };
    if (!reader.begin_array()) return false;
    const bool all = std::apply(
        [&](auto&... value) {
            std::size_t number = 0;
            return (read_one(value, ++number) && ...);
        },
        to);
    if (!all) return false;
    return reader.next_element() ? wrong_count(reader, count, word) : reader.ok();
}

template <class T>
bool read_json_integer(json_reader& reader, T& to) {
    using limits = std::numeric_limits<T>;
    std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t> wide = 0;
    bool good = false;
    if constexpr (std::is_signed_v<T>)
        good = reader.read_integer(wide, limits::min(), limits::max());
    else
        good = reader.read_integer(wide, limits::max());
    if (good) to = static_cast<T>(wide);
    return good;
}

template <class T>
bool read_json_real(json_reader& reader, T& to) {
    double wide = 0;
    if (!reader.read_double(wide)) return false;
    constexpr double infinite = std::numeric_limits<double>::infinity();
    // Beyond the range of a float the conversion would not be defined.
    if (std::same_as<T, float> && wide != infinite && wide != -infinite &&
        (wide > static_cast<double>(std::numeric_limits<T>::max()) ||
         wide < static_cast<double>(std::numeric_limits<T>::lowest())))
        return reader.expected("a number that fits a float");
    to = static_cast<T>(wide);
    return true;
}

template <class T>
bool read_json_value(json_reader& reader, T& to) {
    if constexpr (own_json_format<T>) {
        return json_format<T>::read(reader, to);
    } else if constexpr (std::same_as<T, bool>) {
        return reader.read_bool(to);
    } else if constexpr (integer_type<T>) {
        return read_json_integer(reader, to);
    } else if constexpr (real_type<T>) {
        return read_json_real(reader, to);
    } else if constexpr (std::is_enum_v<T>) {
        std::underlying_type_t<T> number{};
        if (!read_json_value(reader, number)) return false;
        return take_enum(number, to) || reader.fail("is no value of its enum");
    } else if constexpr (std::same_as<T, std::string>) {
        return reader.read_string(to);
    } else if constexpr (std::same_as<T, std::monostate>) {
        return reader.read_null();
    } else if constexpr (std::same_as<T, raw_json>) {
        std::string_view text;
        if (!reader.read_raw(text)) return false;
        to = raw_json(std::string(text));
        return true;
    } else if constexpr (optional_type<T>) {
        to.reset();
        if (reader.peek() == json_kind::null) return reader.read_null();
        return read_json_value(reader, to.emplace());
    } else if constexpr (vector_type<T>) {
        return read_json_list(reader, to);
    } else if constexpr (array_type<T> || tuple_type<T>) {
        return read_json_tuple(reader, to, "element");
    } else if constexpr (string_map_type<T>) {
        return read_json_map(reader, to);
    } else if constexpr (reflectable<T>) {
        return read_members(reader, &to, member_rows<T>::rows, member_count<T>);
    } else {
        static_assert(never<T>, "this type has no JSON form: make it a plain struct or specialise solder::json_format");
    }
}

/// Reads one value into `object`, whose type the function knows.
using json_read = bool (*)(json_reader& reader, void* object);
/// Reads all of `text` into `object` with `read`: one body of code for all types.
result<void> read_json_text(std::string_view text, const json_limits& limits, json_read read, void* object);

template <class T>
bool read_json_object(json_reader& reader, void* object) {
    return read_json_value(reader, *static_cast<T*>(object));
}
template <class T>
bool read_json_arguments(json_reader& reader, void* object) {
    return read_json_tuple(reader, *static_cast<T*>(object), "argument");
}

template <class T>
result<T> read_json(std::string_view text, const json_limits& limits, json_read read) {
    result<T> value;
    auto outcome = read_json_text(text, limits, read, &*value);
    if (!outcome) value = std::unexpected(std::move(outcome.error()));
    return value;
}

}  // namespace detail

/// Appends `value` as compact JSON. Members keep the order of their declaration; an empty optional is `null`.
template <class T>
void append_json(std::string& out, const T& value) {
    detail::append_json_value(out, value);
}

/// `value` as compact JSON.
template <class T>
[[nodiscard]] std::string to_json(const T& value) {
    std::string out;
    append_json(out, value);
    return out;
}

namespace detail {

/// What is written here, and is JSON: other text is what the program says it is.
template <class T>
struct sure_json_leaf : std::bool_constant<json_leaf<T>::value && !own_json_format<T> && !std::same_as<T, raw_json>> {};

/// Errors: `internal` when `text` is not one JSON value.
result<void> check_json(std::string_view text);

/// `to_json` for text that stands in an answer with others: an unfinished `raw_json` would spoil those.
/// Errors: `internal`.
template <class T>
result<std::string> to_whole_json(const T& value) {
    auto text = to_json(value);
    if constexpr (!built_from<sure_json_leaf, T>())
        if (auto whole = check_json(text); !whole) return std::unexpected(std::move(whole.error()));
    return text;
}

}  // namespace detail

/// The value that `text` holds, all of it. Unknown members of structs are passed over; a missing member is an error
/// unless it is optional.
/// Errors: of `limits.kind`; the message names the place, such as `member "tasks": element 2: expected an object`.
template <class T>
[[nodiscard]] result<T> from_json(std::string_view text, const json_limits& limits = {}) {
    static_assert(encodable<T>, "this type has no JSON form: make it a plain struct or specialise solder::json_format");
    return detail::read_json<T>(text, limits, &detail::read_json_object<T>);
}

/// The arguments of a call from a JSON array. As `from_json`, but messages say `argument 2: ...`.
template <class Tuple>
[[nodiscard]] result<Tuple> from_json_arguments(std::string_view text, const json_limits& limits = {}) {
    static_assert(encodable<Tuple>, "an argument has no JSON form: make it a plain struct or specialise json_format");
    return detail::read_json<Tuple>(text, limits, &detail::read_json_arguments<Tuple>);
}

}  // namespace solder
#endif
