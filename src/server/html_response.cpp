#include "html_response.hpp"
#include <algorithm>
#include <array>
#include <sodium.h>
#include <solder/core/ascii.hpp>

namespace solder::detail {

http_response html_response(unsigned status, std::string html) {
    http_response reply{status, {}, std::move(html)};
    reply.headers.append({"Content-Type", "text/html; charset=utf-8"});
    reply.headers.append({"Cache-Control", "private, no-cache"});
    return reply;
}

namespace {

/// A text that nobody can guess, for one page.
std::string make_nonce() {
    std::array<unsigned char, 16> random;
    randombytes_buf(random.data(), random.size());
    std::string out(sodium_base64_ENCODED_LEN(random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(out.data(), out.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.pop_back();  // the NUL
    return out;
}

}  // namespace

std::string in_one_line(std::string text) {
    std::ranges::replace_if(text, [](char c) { return c == '\r' || c == '\n'; }, ' ');
    return std::string(trimmed(text));
}

std::string add_policy(http_headers& headers, const std::string& policy) {
    constexpr std::string_view place = "{nonce}";
    if (policy.empty()) return {};
    auto said = policy;
    const bool has_nonce = said.contains(place);
    auto nonce = has_nonce ? make_nonce() : "";
    for (auto at = said.find(place); at != said.npos; at = said.find(place, at + nonce.size()))
        said.replace(at, place.size(), nonce);
    headers.set("Content-Security-Policy", said);
    return nonce;
}

}  // namespace solder::detail
