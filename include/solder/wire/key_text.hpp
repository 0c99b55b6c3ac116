#ifndef SOLDER_WIRE_KEY_TEXT_HPP
#define SOLDER_WIRE_KEY_TEXT_HPP
#include <array>
#include <solder/wire/json_reader.hpp>
#include <solder/wire/key_segment.hpp>
#include <solder/wire/text.hpp>
#include <span>

/// The text of keys: compact JSON, members sorted by name, the same for the same key on both sides of the wire.
namespace solder {
namespace detail {

void append_segment(std::string& out, const key_segment& segment);
/// `[first,second]`.
void append_segments(std::string& out, std::span<const key_segment> segments);
/// Reads one segment as `append_segment` writes it.
bool read_segment(json_reader& reader, key_segment& to);
/// Reads an array of segments to the end of `to`.
bool read_segments(json_reader& reader, std::vector<key_segment>& to);

/// A double as `key_segment` would hold it: whole numbers of 64 bits as such.
void append_key_number(std::string& out, double value);
/// `{"name":` or `,"name":`; a name that starts with `$` gets another, so that it is no `{"$num":...}`.
void append_key_name(std::string& out, char separator, std::string_view name);

template <class T>
consteval auto members_by_name() {
    constexpr std::size_t count = member_count<T>;
    std::array<std::size_t, count> order{};
    std::array<std::string_view, count> names{};
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        ((names[Index] = member_name<T, Index>, order[Index] = Index), ...);
    }(std::make_index_sequence<count>());
    for (std::size_t i = 1; i < count; ++i)
        for (std::size_t j = i; j > 0 && names[order[j]] < names[order[j - 1]]; --j) std::swap(order[j], order[j - 1]);
    return order;
}
template <class T>
inline constexpr auto member_order = members_by_name<T>();

template <class T>
void append_key_value(std::string& out, const T& value);

template <class T>
void append_key_struct(std::string& out, const T& value) {
    [&]<std::size_t... Place>(std::index_sequence<Place...>) {
        ((append_key_name(out, Place == 0 ? '{' : ',', member_name<T, member_order<T>[Place]>),
          append_key_value(out, boost::pfr::get<member_order<T>[Place]>(value))),
         ...);
    }(std::make_index_sequence<member_count<T>>());
    if constexpr (member_count<T> == 0) out += '{';
    out += '}';
}

template <class T>
void append_key_list(std::string& out, const T& values) {
    out += '[';
    bool first = true;
    for (const typename T::value_type& value : values) {
        if (!std::exchange(first, false)) out += ',';
        append_key_value(out, value);
    }
    out += ']';
}

template <class T>
void append_key_value(std::string& out, const T& value) {
    if constexpr (own_key_format<T>) {
        append_segment(out, key_format<T>::segment(value));
    } else if constexpr (std::same_as<T, key_segment>) {
        append_segment(out, value);
    } else if constexpr (std::same_as<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (integer_type<T>) {
        append_integer(out, static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
    } else if constexpr (real_type<T>) {
        append_key_number(out, value);
    } else if constexpr (std::is_enum_v<T>) {
        append_key_value(out, static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (text_type<T>) {
        append_quoted(out, value);
    } else if constexpr (nothing_type<T>) {
        out += "null";
    } else if constexpr (std::same_as<T, key_array>) {
        append_segment(out, value);
    } else if constexpr (optional_type<T>) {
        value ? append_key_value(out, *value) : void(out += "null");
    } else if constexpr (tuple_type<T>) {
        out += '[';
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            ((Index == 0 ? void() : void(out += ','), append_key_value(out, std::get<Index>(value))), ...);
        }(std::make_index_sequence<std::tuple_size_v<T>>());
        out += ']';
    } else if constexpr (string_map_type<T>) {
        append_segment(out, value);  // its order may be another than that of keys
    } else if constexpr (reflectable<T>) {
        append_key_struct(out, value);
    } else {
        append_key_list(out, value);
    }
}

}  // namespace detail

/// Appends the canonical text of the call `name(args...)`, such as `cars[7]`, without building its key.
template <class... Args>
void append_key_text(std::string& out, std::string_view name, const Args&... args) {
    static_assert((keyable<Args> && ...),
                  "an argument cannot stand in a key: make it a plain struct or specialise solder::key_format");
    out += name;
    out += '[';
    if constexpr ((keyable<Args> && ...)) {
        bool first = true;
        ((std::exchange(first, false) ? void() : void(out += ','), detail::append_key_value(out, args)), ...);
    }
    out += ']';
}

/// The canonical text of arguments: `[7,{"a":1}]`. Equal exactly when the arguments are equal as segments.
template <class... Args>
[[nodiscard]] std::string hash_key(const Args&... args) {
    std::string out;
    append_key_text(out, {}, args...);
    return out;
}

}  // namespace solder
#endif
