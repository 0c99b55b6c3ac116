#include "whole_pages.hpp"
#include "call_replies.hpp"
#include "cookie_text.hpp"
#include <algorithm>
#include <solder/core/url.hpp>
#include <utility>

namespace solder::detail {
namespace {

constexpr std::string_view whole_page_cookie = "solder-whole";
/// Stands in the search of a page that a browser without script is led to, which perhaps keeps no cookies: without it
/// the page would lead on in a circle.
constexpr std::string_view whole_page_mark = "solder-whole=1";

/// Hands each part of a search to `take`.
void each_part(std::string_view query, auto take) {
    while (!query.empty()) {
        const auto part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        take(part);
    }
}

bool is_marked(std::string_view query) {
    bool found = false;
    each_part(query, [&](auto part) { found |= part == whole_page_mark; });
    return found;
}

std::string with_mark(std::string_view target) {
    std::string marked(target.substr(0, target.find('#')));
    marked += marked.contains('?') ? '&' : '?';
    return marked.append(whole_page_mark);
}

std::string without_mark(const http_request& request) {
    std::string target = request.path;
    char before = '?';
    each_part(request.query, [&](auto part) {
        if (part == whole_page_mark) return;
        (target += std::exchange(before, '&')) += part;
    });
    return target;
}

bool has_cookie(const http_request& request) { return !find_cookies(request, whole_page_cookie).empty(); }

/// A path of this site: not `//host`, nor what a browser takes for that.
bool is_local_target(std::string_view target) {
    const bool is_text = std::ranges::none_of(target, [](unsigned char c) { return c < 0x20 || c == '\\'; });
    return is_text && target.starts_with('/') && !target.starts_with("//");
}

}  // namespace

std::string whole_page_address(const http_request& request) {
    return std::string(whole_page_path) + "?to=" + percent_encode_component(request.target);
}

bool wants_whole_page(const http_request& request) { return has_cookie(request) || is_marked(request.query); }

http_response prefer_whole_pages(const http_request& request) {
    const auto query = parse_form(request.query);
    std::string to = "/";
    for (const auto& [name, value, file] : query ? *query : form_fields())
        if (name == "to" && is_local_target(value)) to = value;
    auto reply = redirect_to(with_mark(to));
    reply.headers.set("Set-Cookie", std::string(whole_page_cookie) + "=1; Path=/; HttpOnly; SameSite=Lax");
    return reply;
}

std::optional<http_response> lead_to_plain_address(const http_request& request) {
    if (!is_marked(request.query) || !has_cookie(request) || !is_local_target(request.path)) return std::nullopt;
    return redirect_to(without_mark(request));
}

}  // namespace solder::detail
