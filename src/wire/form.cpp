#include <algorithm>
#include <solder/core/ascii.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/percent.hpp>
#include <solder/wire/form.hpp>
#include <solder/wire/json.hpp>

namespace solder {
namespace {

std::unexpected<error> refuse(std::string message) { return std::unexpected(invalid(std::move(message))); }

std::string_view without_space(std::string_view text) { return detail::trimmed(text, " \t\r\n"); }

/// As JSON spells it: a field of numbers also takes `.5` and `05` (HTML standard, 2.3.4.3).
std::string plain_number(std::string_view text) {
    std::string out;
    if (text.starts_with('-')) {
        out = '-';
        text.remove_prefix(1);
    }
    while (text.size() > 1 && text[0] == '0' && detail::is_ascii_digit(text[1])) text.remove_prefix(1);
    if (text.starts_with('.')) out += '0';
    return out.append(text);
}

/// Also one that no 64 bits hold.
bool is_whole(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && std::ranges::all_of(text, detail::is_ascii_digit);
}

std::string with_number(std::string text, std::uint64_t number, std::string_view rest) {
    append_integer(text, number);
    return text.append(rest);
}

}  // namespace

result<form_fields> parse_form(std::string_view body, const form_limits& limits) {
    if (body.size() > limits.max_bytes)
        return refuse(with_number("the form is larger than ", limits.max_bytes, " bytes"));
    form_fields fields;
    while (!body.empty()) {
        const auto end = body.find('&');
        const std::string_view pair = body.substr(0, end);
        body = end == body.npos ? std::string_view() : body.substr(end + 1);
        if (pair.empty()) continue;
        if (fields.size() == limits.max_fields)
            return refuse(with_number("the form has more than ", limits.max_fields, " fields"));
        const auto equals = pair.find('=');
        form_field field{detail::form_decoded(pair.substr(0, equals)),
                         equals == pair.npos ? std::string() : detail::form_decoded(pair.substr(equals + 1))};
        if (!is_utf8(field.name)) return refuse("the name of a field is not UTF-8");
        if (!is_utf8(field.value)) return refuse("field \"" + field.name + "\": not UTF-8");
        fields.push_back(std::move(field));
    }
    return fields;
}

std::string write_form(const form_fields& fields) {
    std::string out;
    for (const auto& field : fields) {
        if (field.file) continue;
        if (!out.empty()) out += '&';
        detail::append_form_encoded(out, field.name);
        out += '=';
        detail::append_form_encoded(out, field.value);
    }
    return out;
}

const std::string* find_field(const form_fields& fields, std::string_view name) {
    for (const auto& field : fields)
        if (field.name == name && !field.file) return &field.value;
    return nullptr;
}

const uploaded_file* find_file(const form_fields& fields, std::string_view name) {
    for (const auto& field : fields)
        if (field.name == name && field.file) return field.file.get();
    return nullptr;
}

namespace {
struct field_texts {
    std::string name;
    std::string value;
};
}  // namespace

void json_format<form_field>::append(std::string& out, const form_field& field) {
    append_json(out, field_texts{field.name, field.value});
}

bool json_format<form_field>::read(json_reader& reader, form_field& to) {
    field_texts texts;
    if (!detail::read_json_value(reader, texts)) return false;
    to = {std::move(texts.name), std::move(texts.value)};
    return true;
}

namespace detail {

bool may_lack_file(const form_fields& fields, std::string_view name, bool is_optional, std::string& wrong) {
    const auto* text = find_field(fields, name);
    const bool is_text = text && !text->empty();
    // What a form posts that lacks its enctype: the name of the file.
    wrong = is_text ? "a file, in a form with enctype=\"multipart/form-data\"" : "";
    return is_optional && !is_text;
}

void append_form_field(form_fields& fields, std::string_view name, const uploaded_file& file) {
    if (file.place) fields.push_back({std::string(name), {}, detail::make_value<const uploaded_file>(file)});
}

void add_form_error(std::vector<field_error>& to, std::string_view field, std::string_view expected) {
    std::string message(expected.empty() ? "Is missing" : "Expected ");
    message.append(expected) += '.';
    to.push_back({std::string(field), std::move(message)});
}

error form_error(std::vector<field_error> wrong) {
    auto message = wrong.front().field + ": " + wrong.front().message;
    return invalid(std::move(message), std::move(wrong));
}

result<void> form_outcome(std::vector<field_error> wrong) {
    if (wrong.empty()) return {};
    return std::unexpected(form_error(std::move(wrong)));
}

bool read_form_bool(std::string_view text, bool& to, std::string& expected) {
    to = text == "on" || text == "true" || text == "1";
    if (to || text.empty() || text == "off" || text == "false" || text == "0") return true;
    expected = "on or off";
    return false;
}

bool read_form_integer(std::string_view text, std::int64_t& to, std::int64_t lowest, std::int64_t highest,
                       std::string& expected) {
    text = without_space(text);
    const auto number = read_whole_number(text);
    const std::uint64_t limit =
        number && number->negative ? 0 - static_cast<std::uint64_t>(lowest) : static_cast<std::uint64_t>(highest);
    if (number && number->magnitude <= limit) {
        to = static_cast<std::int64_t>(number->negative ? 0 - number->magnitude : number->magnitude);
        return true;
    }
    expected = "a whole number";
    if (is_whole(text)) {
        append_integer(expected += " from ", lowest);
        append_integer(expected += " to ", highest);
    }
    return false;
}

bool read_form_integer(std::string_view text, std::uint64_t& to, std::uint64_t highest, std::string& expected) {
    text = without_space(text);
    const auto number = read_whole_number(text);
    if (number && number->magnitude <= (number->negative ? 0 : highest)) {
        to = number->magnitude;
        return true;
    }
    expected = is_whole(text) ? with_number("a whole number from 0 to ", highest, "") : "a whole number";
    return false;
}

bool read_form_double(std::string_view text, double& to, std::string& expected) {
    const std::string number = plain_number(without_space(text));
    const bool is_number = !number.empty() && number_length(number) == number.size();
    const auto value = is_number ? read_number(number) : std::nullopt;
    if (!value) {
        expected = is_number ? "a smaller number" : "a number";
        return false;
    }
    to = *value;
    return true;
}

}  // namespace detail
}  // namespace solder
