#include "cookie_text.hpp"
#include "request_state.hpp"
#include <array>
#include <solder/core/ascii.hpp>
#include <solder/server/http.hpp>
#include <solder/server/request_event.hpp>

namespace solder {
namespace {

constexpr std::array<std::string_view, 8> method_words{"GET",   "HEAD",   "POST",    "PUT",
                                                       "PATCH", "DELETE", "OPTIONS", "OTHER"};

std::string_view unquote(std::string_view text) {
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::string_view to_string(http_method method) { return method_words[static_cast<std::size_t>(method)]; }

http_method http_method_from(std::string_view word) {
    for (std::size_t i = 0; i + 1 < method_words.size(); ++i) {
        if (method_words[i] == word) return static_cast<http_method>(i);
    }
    return http_method::other;
}

std::pair<std::string_view, std::string_view> split_target(std::string_view target) {
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) return {target, {}};
    return {target.substr(0, mark), target.substr(mark + 1)};
}

namespace {

/// Hands each value called `name` to `take` until that says false; false when it did.
template <class Take>
bool each_cookie(std::string_view cookie_header, std::string_view name, Take take) {
    while (!cookie_header.empty()) {
        const auto end = cookie_header.find(';');
        const std::string_view pair = cookie_header.substr(0, end);
        cookie_header = end == std::string_view::npos ? std::string_view{} : cookie_header.substr(end + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || detail::trimmed(pair.substr(0, equals)) != name) continue;
        if (!take(unquote(detail::trimmed(pair.substr(equals + 1))))) return false;
    }
    return true;
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name) {
    std::optional<std::string_view> found;
    each_cookie(cookie_header, name, [&](std::string_view value) { return found = value, false; });
    return found;
}

std::optional<std::string_view> find_cookie(const http_request& request, std::string_view name) {
    if (auto* event = use_request(); event && event->state && &event->request == &request)
        event->state->reads_cookies = true;
    for (const auto [field, value] : request.headers) {
        if (!detail::same_ignoring_case(field, "cookie")) continue;
        if (const auto found = find_cookie(value, name)) return found;
    }
    return std::nullopt;
}

std::vector<std::string_view> detail::find_cookies(const http_request& request, std::string_view name) {
    std::vector<std::string_view> found;
    for (const auto [field, value] : request.headers) {
        if (!detail::same_ignoring_case(field, "cookie")) continue;
        each_cookie(value, name, [&](std::string_view each) { return found.push_back(each), true; });
    }
    return found;
}

http_response text_response(unsigned status, std::string text) {
    http_response response{status, {}, std::move(text)};
    response.headers.append({"content-type", "text/plain; charset=utf-8"});
    response.headers.append({"cache-control", "no-store"});
    response.headers.append({"x-content-type-options", "nosniff"});
    return response;
}

void add_security_headers(http_headers& headers) {
    static constexpr std::array<detail::known_field, 4> wanted{{{"x-content-type-options", "nosniff"},
                                                                {"x-frame-options", "SAMEORIGIN"},
                                                                {"referrer-policy", "strict-origin-when-cross-origin"},
                                                                {"cross-origin-opener-policy", "same-origin"}}};
    for (const auto& field : wanted) {
        if (!headers.contains(field.name)) headers.append(field);
    }
}

}  // namespace solder
