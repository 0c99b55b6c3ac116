#include "multipart_head.hpp"
#include <algorithm>
#include <solder/core/ascii.hpp>
#include <solder/core/utf8.hpp>
#include <solder/server/http_headers.hpp>
#include <utility>

namespace solder::detail {
namespace {

using failed = std::unexpected<std::string>;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

void skip_blanks(std::string_view& text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
}

/// Takes `"..."` off the front of `rest`. A backslash escapes a quote or a backslash, but not the last quote of a
/// header: browsers do not escape it in a name that ends with one.
std::optional<std::string> take_quoted(std::string_view& rest) {
    std::string value;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        const bool escapes = rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
        const bool is_last = escapes && rest[i + 1] == '"' && trimmed(rest.substr(i + 2)).empty();
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return value;
        }
        value += escapes && !is_last ? rest[++i] : rest[i];
    }
    return std::nullopt;
}

std::string take_token(std::string_view& rest) {
    const auto end = std::min(rest.find_first_of("; \t"), rest.size());
    const std::string token(rest.substr(0, end));
    rest.remove_prefix(end);
    return token;
}

/// The value of a header, and the parameters after it.
class header_value {
public:
    explicit header_value(std::string_view text) : rest_(text) {
        skip_blanks(rest_);
        value_ = take_token(rest_);
    }
    [[nodiscard]] const std::string& value() const { return value_; }

    enum class step : unsigned char { parameter, end, malformed };
    step next(std::string& name, std::string& value) {
        skip_blanks(rest_);
        if (rest_.empty()) return step::end;
        if (rest_.front() != ';') return step::malformed;
        rest_.remove_prefix(1);
        skip_blanks(rest_);
        if (rest_.empty()) return step::end;
        const auto equals = rest_.find('=');
        if (equals == 0 || equals == std::string_view::npos) return step::malformed;
        name = trimmed(rest_.substr(0, equals));
        rest_.remove_prefix(equals + 1);
        skip_blanks(rest_);
        auto found = rest_.starts_with('"') ? take_quoted(rest_) : take_token(rest_);
        if (!found) return step::malformed;
        value = std::move(*found);
        return step::parameter;
    }

private:
    std::string_view rest_;
    std::string value_;
};

/// @return what is wrong; empty: nothing
std::string read_disposition(std::string_view text, part_head& to) {
    header_value header(text);
    if (!same_ignoring_case(header.value(), "form-data")) return "a part is no form-data";
    bool has_name = false;
    std::string name, value;
    for (;;) {
        const auto step = header.next(name, value);
        if (step == header_value::step::end) return has_name ? "" : "a part has no name";
        const bool is_name = same_ignoring_case(name, "name"), is_file = same_ignoring_case(name, "filename");
        const bool is_again = (is_name && has_name) || (is_file && to.file_name);
        if (step == header_value::step::malformed || is_again) return "the header of a part is malformed";
        if (is_name) has_name = true, to.name = value;
        if (is_file) to.file_name = value;
    }
}

std::string proper_type(std::string_view text) {
    const bool is_proper = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
    return is_proper ? std::string(text) : std::string();
}

/// The bytes of such a part would not be those of the file.
bool changes_bytes(std::string_view transfer_encoding) {
    return !same_ignoring_case(transfer_encoding, "binary") && !same_ignoring_case(transfer_encoding, "8bit") &&
           !same_ignoring_case(transfer_encoding, "7bit");
}

std::string read_line(std::string_view line, bool& has_disposition, part_head& to) {
    const auto colon = line.find(':');
    const bool is_folded = !line.empty() && is_blank(line.front());
    if (colon == std::string_view::npos || is_folded || std::ranges::count(line, '\0') > 0)
        return "the header of a part is malformed";
    const auto name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (same_ignoring_case(name, "content-type")) to.type = proper_type(value);
    if (same_ignoring_case(name, "content-transfer-encoding") && changes_bytes(value))
        return "a part has a transfer encoding";
    if (!same_ignoring_case(name, "content-disposition")) return "";
    if (std::exchange(has_disposition, true)) return "the header of a part is malformed";
    return read_disposition(value, to);
}

}  // namespace

std::expected<part_head, std::string> read_part_head(std::string_view lines) {
    part_head head;
    bool has_disposition = false;
    while (!lines.empty()) {
        const auto end = std::min(lines.find("\r\n"), lines.size());
        auto wrong = read_line(lines.substr(0, end), has_disposition, head);
        if (!wrong.empty()) return failed(std::move(wrong));
        lines.remove_prefix(std::min(end + 2, lines.size()));
    }
    if (!has_disposition) return failed("a part has no name");
    if (!is_utf8(head.name)) return failed("the name of a field is not UTF-8");
    if (head.file_name && !is_utf8(*head.file_name))
        return failed("field \"" + head.name + "\": the name of the file is not UTF-8");
    return head;
}

std::optional<std::string> boundary_of(std::string_view content_type) {
    header_value header(content_type);
    std::string name, value;
    while (header.next(name, value) == header_value::step::parameter) {
        if (!same_ignoring_case(name, "boundary")) continue;
        const auto is_legal = [](char c) {
            return is_ascii_letter_or_digit(c) || std::string_view("'()+_,-./:=? ").contains(c);
        };
        const bool is_proper = !value.empty() && value.size() <= 70 && value.back() != ' ';
        return is_proper && std::ranges::all_of(value, is_legal) ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

std::string clean_file_name(std::string_view sent) {
    sent = sent.substr(sent.find_last_of("/\\") + 1);
    std::string name;
    for (const char c : sent)
        if (!is_ascii_control(c)) name += c;
    return name.empty() || name == "." || name == ".." ? "file" : name;
}

}  // namespace solder::detail
