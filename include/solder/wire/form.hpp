#ifndef SOLDER_WIRE_FORM_HPP
#define SOLDER_WIRE_FORM_HPP
#include <array>
#include <limits>
#include <memory>
#include <solder/core/error.hpp>
#include <solder/wire/enum_range.hpp>
#include <solder/wire/shape.hpp>
#include <solder/wire/text.hpp>
#include <solder/wire/uploaded_file.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

struct form_field {
    std::string name;
    std::string value;                                    ///< empty in a field with a file
    std::shared_ptr<const uploaded_file> file = nullptr;  ///< of multipart forms

    friend bool operator==(const form_field&, const form_field&) = default;
};
/// A submitted form: names in order, some perhaps more than once.
using form_fields = std::vector<form_field>;

struct form_limits {
    std::size_t max_bytes = std::size_t{1} << 20;
    std::size_t max_fields = 1000;
};

/// Reads the body of a form post, or a query string (application/x-www-form-urlencoded, URL standard, 5.1). A `%` that
/// starts no escape stands for itself.
/// Errors: `invalid` when over a limit or not UTF-8.
[[nodiscard]] result<form_fields> parse_form(std::string_view body, const form_limits& limits = {});
/// The inverse.
[[nodiscard]] std::string write_form(const form_fields& fields);
/// The text of the first field called `name`; null when there is none.
[[nodiscard]] const std::string* find_field(const form_fields& fields, std::string_view name);
/// The file of the first field called `name` that has one; null when there is none.
[[nodiscard]] const uploaded_file* find_file(const form_fields& fields, std::string_view name);

class json_reader;
template <class T>
struct json_format;
/// The texts of a form travel as JSON, as members `name` and `value`; files do not.
template <>
struct json_format<form_field> {
    static void append(std::string& out, const form_field& field);
    static bool read(json_reader& reader, form_field& to);
};

namespace detail {

template <class T>
concept form_scalar =
    std::same_as<T, bool> || integer_type<T> || real_type<T> || std::is_enum_v<T> || std::same_as<T, std::string>;

template <class T>
concept form_single = form_scalar<T> || std::same_as<T, uploaded_file>;

template <class T>
struct form_value : std::bool_constant<form_single<T>> {};
template <class T>
struct form_value<std::optional<T>> : std::bool_constant<form_single<T>> {};
template <class T>
struct form_value<std::vector<T>> : std::bool_constant<form_single<T>> {};

template <class T>
concept file_value = std::same_as<T, uploaded_file> || std::same_as<T, std::optional<uploaded_file>> ||
                     std::same_as<T, std::vector<uploaded_file>>;

/// The names of the members of `T` that take files.
template <class T>
struct file_members {
    static constexpr std::size_t count = [] {
        if constexpr (reflectable<T>)
            return []<std::size_t... Index>(std::index_sequence<Index...>) {
                return (std::size_t{file_value<member_type<T, Index>>} + ... + 0);
            }(std::make_index_sequence<member_count<T>>());
        else
            return std::size_t{0};
    }();
    static constexpr auto names = [] {
        std::array<std::string_view, count> all{};
        if constexpr (count > 0) {
            std::size_t at = 0;
            [&]<std::size_t... Index>(std::index_sequence<Index...>) {
                ((file_value<member_type<T, Index>> ? void(all[at++] = member_name<T, Index>) : void()), ...);
            }(std::make_index_sequence<member_count<T>>());
        }
        return all;
    }();
};
template <class T>
concept holds_files = file_members<T>::count > 0;

template <class T, class Indexes = std::make_index_sequence<member_count<T>>>
inline constexpr bool all_form_values = false;
template <class T, std::size_t... Index>
inline constexpr bool all_form_values<T, std::index_sequence<Index...>> =
    (form_value<member_type<T, Index>>::value && ...);

// Each reads one value; false and the words for what was expected when it cannot.
bool read_form_bool(std::string_view text, bool& to, std::string& expected);
bool read_form_integer(std::string_view text, std::int64_t& to, std::int64_t lowest, std::int64_t highest,
                       std::string& expected);
bool read_form_integer(std::string_view text, std::uint64_t& to, std::uint64_t highest, std::string& expected);
bool read_form_double(std::string_view text, double& to, std::string& expected);

template <class T>
bool read_form_scalar(std::string_view text, T& to, std::string& expected) {
    if constexpr (std::same_as<T, std::string>) {
        to = text;
        return true;
    } else if constexpr (std::same_as<T, bool>) {
        return read_form_bool(text, to, expected);
    } else if constexpr (std::is_enum_v<T>) {
        std::underlying_type_t<T> number{};
        if (!read_form_scalar(text, number, expected)) return false;
        if (take_enum(number, to)) return true;
        expected = "a value of its enum";
        return false;
    } else if constexpr (real_type<T>) {
        double wide = 0;
        if (!read_form_double(text, wide, expected)) return false;
        const double highest = static_cast<double>(std::numeric_limits<T>::max());
        if (wide > highest || wide < -highest) {
            expected = "a smaller number";
            return false;
        }
        to = static_cast<T>(wide);
        return true;
    } else if constexpr (std::is_signed_v<T>) {
        std::int64_t wide = 0;
        using range = std::numeric_limits<T>;
        if (!read_form_integer(text, wide, range::min(), range::max(), expected)) return false;
        to = static_cast<T>(wide);
        return true;
    } else {
        std::uint64_t wide = 0;
        if (!read_form_integer(text, wide, std::numeric_limits<T>::max(), expected)) return false;
        to = static_cast<T>(wide);
        return true;
    }
}

/// No file came as `name`: right when none has to, and when no text stands there instead.
bool may_lack_file(const form_fields& fields, std::string_view name, bool is_optional, std::string& wrong);

template <class T>
bool read_form_file(const form_fields& fields, std::string_view name, T& to, std::string& wrong) {
    to = T{};
    const auto* first = find_file(fields, name);
    if (!first) return may_lack_file(fields, name, !std::same_as<T, uploaded_file>, wrong);
    if constexpr (vector_type<T>) {
        for (const auto& field : fields)
            if (field.file && field.name == name) to.push_back(*field.file);
    } else {
        to = *first;
    }
    return true;
}

template <class T>
bool read_form_member(const form_fields& fields, std::string_view name, T& to, std::string& wrong) {
    if constexpr (file_value<T>) {
        return read_form_file(fields, name, to, wrong);
    } else if constexpr (vector_type<T>) {
        to.clear();
        for (const auto& field : fields) {
            if (field.name != name || field.file) continue;
            typename T::value_type value{};
            if (!read_form_scalar(field.value, value, wrong)) return false;
            to.push_back(std::move(value));
        }
        return true;
    } else {
        const std::string* text = find_field(fields, name);
        if constexpr (optional_type<T>) {
            to.reset();
            const bool is_good = !text || text->empty() || read_form_scalar(*text, to.emplace(), wrong);
            if (!is_good) to.reset();
            return is_good;
        } else if constexpr (std::same_as<T, bool>) {
            to = false;  // an unchecked box is not sent
            return !text || read_form_scalar(*text, to, wrong);
        } else {
            if (text && (std::same_as<T, std::string> || !text->empty())) return read_form_scalar(*text, to, wrong);
            wrong.clear();  // nothing was expected: it is missing
            return false;
        }
    }
}

template <class T>
void append_form_scalar(std::string& out, const T& value) {
    if constexpr (std::same_as<T, std::string>)
        out += value;
    else if constexpr (std::same_as<T, bool>)
        out += value ? "on" : "off";
    else if constexpr (std::is_enum_v<T>)
        append_form_scalar(out, static_cast<std::underlying_type_t<T>>(value));
    else if constexpr (real_type<T>)
        append_number(out, value);
    else
        append_integer(out, static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
}

template <class T>
void append_form_field(form_fields& fields, std::string_view name, const T& value) {
    std::string text;
    append_form_scalar(text, value);
    fields.push_back({std::string(name), std::move(text)});
}
/// A file that no form brought has no field.
void append_form_field(form_fields& fields, std::string_view name, const uploaded_file& file);

/// What is wrong with a field.
/// @param expected  what should have stood there; empty: anything at all
void add_form_error(std::vector<field_error>& to, std::string_view field, std::string_view expected);
/// @param wrong  at least one; the message is that of the first
error form_error(std::vector<field_error> wrong);
/// Fails when something is wrong.
result<void> form_outcome(std::vector<field_error> wrong);

/// Reads all that fits; fails with all that does not.
template <class T>
result<void> read_form(const form_fields& fields, T& value) {
    std::vector<field_error> wrong;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        const auto read = [&](std::string_view name, auto& member) {
            std::string expected;
            if (!read_form_member(fields, name, member, expected)) add_form_error(wrong, name, expected);
        };
        (read(member_name<T, Index>, boost::pfr::get<Index>(value)), ...);
    }(std::make_index_sequence<member_count<T>>());
    return form_outcome(std::move(wrong));
}

}  // namespace detail

/// Plain structs that a form can fill: text, numbers, bool, enums, files, and optional or vector of these.
template <class T>
concept form_decodable = reflectable<T> && detail::all_form_values<T>;

/// The struct that `fields` describe, member by member. Without its field a bool is false, an optional empty (also when
/// the field is empty) and a vector empty; another member is then an error. Unknown fields are passed over. Of a
/// repeated field a vector takes all values, other members the first. A file input where nothing was chosen counts as
/// no field.
/// Errors: `invalid`, of which `fields` says all that is wrong, for instance `Expected a whole number from 0 to 255.`,
/// and `message` the first of it with the name of its field: `age: Expected a whole number from 0 to 255.`
template <class T>
[[nodiscard]] result<T> from_form(const form_fields& fields) {
    static_assert(form_decodable<T>,
                  "a form fills a plain struct of text, numbers, bool, files, optional and vector of these");
    result<T> value;
    auto outcome = detail::read_form(fields, *value);
    if (!outcome) value = std::unexpected(std::move(outcome.error()));
    return value;
}

/// The fields that `from_form` reads back to an equal value; false and empty optionals have none.
template <class T>
[[nodiscard]] form_fields to_form_fields(const T& value) {
    static_assert(form_decodable<T>,
                  "a form holds a plain struct of text, numbers, bool, files, optional and vector of these");
    form_fields fields;
    for_each_member(value, [&](std::string_view name, const auto& member) {
        using type = std::remove_cvref_t<decltype(member)>;
        if constexpr (detail::vector_type<type>) {
            for (const typename type::value_type& element : member) detail::append_form_field(fields, name, element);
        } else if constexpr (detail::optional_type<type>) {
            if (member) detail::append_form_field(fields, name, *member);
        } else if constexpr (std::same_as<type, bool>) {
            if (member) detail::append_form_field(fields, name, member);
        } else {
            detail::append_form_field(fields, name, member);
        }
    });
    return fields;
}

}  // namespace solder
#endif
