#include "cookie_text.hpp"
#include "cross_site.hpp"
#include "log.hpp"
#include "request_state.hpp"
#include <algorithm>
#include <ctime>
#include <solder/core/url.hpp>

namespace solder {
namespace {

constexpr std::size_t most_bytes = 4096;  // of name and value together (RFC 6265bis, 5.6)

/// `cookie-octet` (RFC 6265, 4.1.1).
bool is_cookie_octet(char c) { return c > 0x20 && c < 0x7F && !std::string_view("\",;\\").contains(c); }

bool is_attribute_text(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F && c != ';'; });
}

bool is_host_text(std::string_view text) {
    return std::ranges::all_of(text,
                               [](char c) { return detail::is_ascii_letter_or_digit(c) || c == '.' || c == '-'; });
}

bool starts_ignoring_case(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && detail::same_ignoring_case(text.substr(0, start.size()), start);
}

/// What keeps these parts from being a cookie; empty when nothing does.
std::string_view fault_of(std::string_view name, std::string_view value, const cookie_options& options) {
    if (!http_headers().set(name, "")) return "its name is not a token";
    if (!std::ranges::all_of(value, is_cookie_octet)) return "its value holds a character that cookies cannot carry";
    if (name.size() + value.size() > most_bytes) return "it is larger than 4096 bytes";
    if (!options.path.starts_with('/') || !is_attribute_text(options.path)) return "its path is not one";
    if (!is_host_text(options.domain)) return "its domain is not one";
    const bool wants_host = starts_ignoring_case(name, "__Host-");
    if (wants_host && (options.path != "/" || !options.domain.empty()))
        return "a name that begins with __Host- excludes another path and any domain";
    const bool wants_secure = wants_host || starts_ignoring_case(name, "__Secure-");
    if (options.secure == false && (wants_secure || options.same_site == same_site::none))
        return "it must be Secure, by its name or by SameSite=None";
    return {};
}

bool is_secure(std::string_view name, const cookie_options& options, const http_request& request) {
    if (options.secure) return *options.secure;
    return options.same_site == same_site::none || starts_ignoring_case(name, "__Host-") ||
           starts_ignoring_case(name, "__Secure-") || detail::wants_secure_cookies(request);
}

std::string_view to_string(same_site value) {
    if (value == same_site::strict) return "Strict";
    return value == same_site::none ? "None" : "Lax";
}

/// The value of attribute `name` ("; Path=" and so on) in a `Set-Cookie` value of ours.
std::string_view attribute(std::string_view set_cookie, std::string_view name) {
    for (auto next = set_cookie.find(';'); next != set_cookie.npos; next = set_cookie.find(';')) {
        set_cookie.remove_prefix(next + 1);  // first the cookie itself, whose name may be that of an attribute
        const auto part = detail::trimmed(set_cookie.substr(0, set_cookie.find(';')));
        const auto equals = part.find('=');
        if (equals != std::string_view::npos && detail::same_ignoring_case(part.substr(0, equals), name))
            return part.substr(equals + 1);
    }
    return {};
}

std::string_view name_of(std::string_view set_cookie) { return set_cookie.substr(0, set_cookie.find('=')); }

bool same_cookie(std::string_view a, std::string_view b) {
    return name_of(a) == name_of(b) && attribute(a, "path") == attribute(b, "path") &&
           attribute(a, "domain") == attribute(b, "domain");
}

/// By `Max-Age`, which wins, or `Expires` (RFC 6265, 5.3), whose day many write as `01-Jan-1970`.
bool has_expired(std::string_view set_cookie, std::chrono::sys_seconds now) {
    if (const auto age = attribute(set_cookie, "max-age"); !age.empty())
        return age.starts_with('-') || age.find_first_not_of('0') == age.npos;
    std::string date(attribute(set_cookie, "expires"));
    std::ranges::replace(date, '-', ' ');
    std::tm parts{};
    if (!strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S", &parts)) return false;
    return std::chrono::system_clock::from_time_t(timegm(&parts)) <= now;
}

}  // namespace

bool detail::wants_secure_cookies(const http_request& request) {
    if (request.secure) return true;
    const auto host = detail::asked_host(request);
    const bool is_loopback = host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
    return !detail::same_ignoring_case(host, "localhost") && !host.ends_with(".localhost") && !is_loopback &&
           host != "[::1]";
}

result<std::string> detail::set_cookie_text(std::string_view name, std::string_view value,
                                            const cookie_options& options, const http_request& request) {
    if (const auto fault = fault_of(name, value, options); !fault.empty()) {
        // The value is left out: it may be a secret.
        return fail("A cookie cannot be set: " + std::string(fault) + ".");
    }
    std::string text = std::string(name) + "=" + std::string(value) + "; Path=" + options.path;
    if (!options.domain.empty()) text += "; Domain=" + options.domain;
    if (options.keep_for)
        text += "; Max-Age=" + std::to_string(std::max(std::chrono::seconds(0), *options.keep_for).count());
    if (options.http_only) text += "; HttpOnly";
    text += "; SameSite=" + std::string(to_string(options.same_site));
    if (is_secure(name, options, request)) text += "; Secure";
    return text;
}

std::optional<error> detail::fault_of_cookie_name(std::string_view name) {
    if (!name.starts_with("solder-")) return std::nullopt;
    return error{"A cookie cannot be set: names that begin with solder- are its own."};
}

void detail::put_set_cookie(http_headers& headers, std::string_view text) {
    std::vector<std::string> kept;
    bool replaces = false;
    for (const auto other : headers.all("set-cookie")) {
        if (same_cookie(other, text))
            replaces = true;
        else
            kept.emplace_back(other);
    }
    if (replaces) {
        headers.remove("set-cookie");
        for (const auto& other : kept) headers.append("set-cookie", other);
    }
    headers.append("set-cookie", text);
}

std::string detail::cookies_after(const http_request& request, const std::vector<std::string_view>& set_cookies,
                                  std::chrono::sys_seconds now) {
    std::vector<std::string_view> pairs;
    for (auto header : request.headers.all("cookie"))
        while (!header.empty()) {
            const auto pair = detail::trimmed(header.substr(0, header.find(';')));
            header.remove_prefix(std::min(header.size(), header.find(';')));
            if (!header.empty()) header.remove_prefix(1);
            if (!pair.empty()) pairs.push_back(pair);
        }
    const auto is_live = [now](std::string_view set) { return !has_expired(set, now); };
    for (const auto set : set_cookies) {
        const auto is_of_this_name = [&](std::string_view other) { return name_of(other) == name_of(set); };
        if (!is_live(set) &&
            std::ranges::any_of(set_cookies, [&](auto other) { return is_of_this_name(other) && is_live(other); }))
            continue;  // of another path or domain
        std::erase_if(pairs, [&](auto pair) { return name_of(pair) == name_of(set); });
        if (is_live(set)) pairs.push_back(set.substr(0, set.find(';')));
    }
    std::string all;
    for (const auto pair : pairs) (all += all.empty() ? "" : "; ") += pair;
    return all;
}

std::optional<std::string> cookie(std::string_view name) {
    const auto* event = use_request();
    if (!event) return std::nullopt;
    if (event->state) event->state->reads_cookies = true;
    bool has_ended = false;
    for (const auto set : event->headers.all("set-cookie")) {
        if (name_of(set) != name) continue;
        has_ended = attribute(set, "max-age") == "0";  // that of another path or domain, when one follows that has not
        if (has_ended) continue;
        const auto value = set.substr(name.size() + 1);
        return std::string(value.substr(0, value.find(';')));
    }
    if (has_ended) return std::nullopt;
    const auto sent = find_cookie(event->request, name);
    return sent ? std::optional(std::string(*sent)) : std::nullopt;
}

namespace {

/// In the log too: whether it fails depends on how slow the code was.
result<void> refuse_late_cookie() {
    error late{"A cookie cannot be set: the reply is on its way."};
    detail::log_error("set_cookie", late);
    return std::unexpected(std::move(late));
}

}  // namespace

result<void> set_cookie(std::string_view name, std::string_view value, const cookie_options& options) {
    auto* event = use_request();
    if (!event) return fail("A cookie cannot be set: no request is running.");
    if (event->state && event->state->is_closed) return refuse_late_cookie();
    if (auto fault = detail::fault_of_cookie_name(name)) return std::unexpected(std::move(*fault));
    auto text = detail::set_cookie_text(name, value, options, event->request);
    if (!text) return std::unexpected(std::move(text.error()));
    detail::put_set_cookie(event->headers, *text);
    return {};
}

result<void> expire_cookie(std::string_view name, cookie_options options) {
    options.keep_for = std::chrono::seconds(0);
    return set_cookie(name, "", options);
}

}  // namespace solder
