#include <algorithm>
#include <solder/core/ascii.hpp>
#include <solder/core/make_value.hpp>
#include <solder/query/response.hpp>

namespace solder {
namespace {

bool is_redirect_status(std::uint16_t status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// What could end a header line early has no place in one.
bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

bool is_header_name(std::string_view name) {
    return !name.empty() &&
           std::ranges::none_of(name, [](unsigned char c) { return c <= 0x20 || c >= 0x7F || c == ':'; });
}

void set_header(response& of, std::string_view name, std::string value) {
    std::erase_if(of.headers, [&](const auto& header) { return detail::same_ignoring_case(header.first, name); });
    of.headers.emplace_back(std::string(name), std::move(value));
}

response with_options(response_options options, std::uint16_t status) {
    response made;
    made.status = options.status ? options.status : status;
    made.headers = std::move(options.headers);
    for (const auto& [name, value] : made.headers)
        if (!is_header_name(name) || has_control_character(value))
            made.refused = "a header of the answer has a control character in it";
    if (auto* keys = options.revalidate.keys()) set_header(made, "X-Revalidate", encode_key_list(*keys));
    return made;
}

}  // namespace

const std::string* response::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (detail::same_ignoring_case(key, name)) return &value;
    return nullptr;
}

std::string_view response::location() const {
    auto* found = header("Location");
    return found ? std::string_view(*found) : std::string_view();
}

response redirect(std::string url, response_options options) {
    auto made = with_options(std::move(options), 302);
    if (made.status < 300 || made.status > 399)
        made.refused = "a redirect has a status from 300 to 399";
    else if (!is_redirect_status(made.status))
        made.status = 302;
    if (has_control_character(url)) {
        made.refused = "the location of the redirect has a control character in it";
        url.clear();
    }
    set_header(made, "Location", std::move(url));
    return made;
}

response redirect(std::string url, int status) {
    response_options options;
    // What a status cannot be at all must not become one that it can.
    options.status = status > 0 && status < 1000 ? static_cast<std::uint16_t>(status) : std::uint16_t{999};
    return redirect(std::move(url), std::move(options));
}

response reload(response_options options) { return with_options(std::move(options), 200); }

response detail::value_response(response_options options) {
    auto made = with_options(std::move(options), 200);
    set_header(made, "Content-Type", "application/json");
    return made;
}

failure fail(response answer) {
    if (!answer.refused.empty()) return {error{std::string(answer.refused)}};
    return {error{"", error_kind::responded, true, detail::make_value<const response>(std::move(answer))}};
}

}  // namespace solder
