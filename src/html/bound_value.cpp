#include <limits>
#include <solder/html/detail/bound_value.hpp>
#include <solder/wire/json.hpp>
#include <utility>

namespace solder::detail {
namespace {

/// Texts of number fields (HTML standard, 2.3.4.3) are JSON's numbers, but may begin with zeros or a dot.
std::string json_number(std::string_view text) {
    std::string out;
    if (text.starts_with('-')) out += '-', text.remove_prefix(1);
    while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') text.remove_prefix(1);
    if (text.starts_with('.')) out += '0';
    return out.append(text);
}

}  // namespace

bool read_control(const control_state& held, std::string& to) { return to = held.text, true; }
bool read_control(const control_state& held, bool& to) { return to = held.checked, true; }

bool read_control(const control_state& held, int& to) {
    std::int64_t wide = 0;
    if (!read_control(held, wide) || !std::in_range<int>(wide)) return false;
    return to = static_cast<int>(wide), true;
}

bool read_control(const control_state& held, std::int64_t& to) {
    const auto whole = read_whole_number(held.text);
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!whole || whole->magnitude > most + whole->negative) return false;
    return to = static_cast<std::int64_t>(whole->negative ? 0 - whole->magnitude : whole->magnitude), true;
}

bool read_control(const control_state& held, double& to) {
    const auto text = json_number(held.text);
    if (text.empty() || number_length(text) != text.size()) return false;
    const auto number = read_number(text);
    if (number) to = *number;
    return number.has_value();
}

std::string option_text(std::int64_t value) {
    std::string text;
    append_integer(text, value);
    return text;
}

std::string option_text(double value) {
    std::string text;
    append_number(text, value);
    return text;
}

std::string choices_text(const std::vector<std::string>& values) { return to_json(values); }

std::vector<std::string> choices_in(std::string_view text) {
    auto values = from_json<std::vector<std::string>>(text);
    return values ? *std::move(values) : std::vector<std::string>();
}

}  // namespace solder::detail
