#ifndef SOLDER_CORE_URL_HPP
#define SOLDER_CORE_URL_HPP
#include <optional>
#include <solder/core/ascii.hpp>
#include <solder/core/percent.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// Where a page is, as text. Joined, the three give the location back.
struct url_parts {
    std::string pathname;  ///< begins with `/`; dot segments resolved
    std::string search;    ///< begins with `?`, or is empty
    std::string hash;      ///< begins with `#`, or is empty

    friend bool operator==(const url_parts&, const url_parts&) = default;
};

/// Reads `raw` as browsers read a URL on a page at the root of a site (WHATWG URL standard); empty when it is none.
///
/// A leading `/` is always a path of ours: `//menu` has the pathname `//menu`. An absolute `http:` or `https:` URL
/// gives its path, any other scheme gives nothing. The host is dropped; it is checked for characters that cannot
/// be there, not for being a name or address that exists.
[[nodiscard]] std::optional<url_parts> parse_location(std::string_view raw);

/// One `name=value` of a query string or form post, decoded.
struct query_pair {
    std::string name;
    std::string value;

    friend bool operator==(const query_pair&, const query_pair&) = default;
};

/// Reads application/x-www-form-urlencoded text in order; one leading `?` does not count. `+` and `%20` are spaces, a
/// malformed escape is text, bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::vector<query_pair> parse_query(std::string_view text);
/// Writes application/x-www-form-urlencoded text, without a `?`. Names and values come back from `parse_query`.
[[nodiscard]] std::string write_query(std::span<const query_pair> pairs);

namespace detail {

constexpr bool is_scheme_character(char c) { return is_ascii_letter_or_digit(c) || c == '+' || c == '-' || c == '.'; }

/// Gives the characters of a URL that count for a browser: not the control characters and spaces before it, and no
/// tabs and line breaks anywhere. A filter that reads plain text instead misses `java\nscript:`.
class url_reader {
public:
    constexpr explicit url_reader(std::string_view url) : rest_(url) {
        while (!rest_.empty() && static_cast<unsigned char>(rest_.front()) <= ' ') rest_.remove_prefix(1);
    }
    /// The next character in lower case; NUL at the end.
    constexpr char next() {
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c != '\t' && c != '\n' && c != '\r') return ascii_lower(c);
        }
        return '\0';
    }

private:
    std::string_view rest_;
};

constexpr bool has_scheme_named(std::string_view url, std::string_view scheme) {
    url_reader reader(url);
    for (const char expected : scheme) {
        if (reader.next() != expected) return false;
    }
    return reader.next() == ':';
}

}  // namespace detail

/// Whether a browser reads `url` as `scheme:...`, which leaves the site or the page.
[[nodiscard]] constexpr bool has_scheme(std::string_view url) {
    detail::url_reader reader(url);
    char c = reader.next();
    if (!detail::is_ascii_letter(c)) return false;
    while (detail::is_scheme_character(c)) c = reader.next();
    return c == ':';
}

/// Whether a browser reads `url` as `//host/...`, written with slashes of either kind.
[[nodiscard]] constexpr bool is_protocol_relative(std::string_view url) {
    detail::url_reader reader(url);
    const char first = reader.next();
    const char second = reader.next();
    return (first == '/' || first == '\\') && (second == '/' || second == '\\');
}

/// False for `javascript:`, `vbscript:` and `data:` in any disguise that browsers see through: following such a link
/// would run what it carries.
[[nodiscard]] constexpr bool is_safe_link_scheme(std::string_view url) {
    return !detail::has_scheme_named(url, "javascript") && !detail::has_scheme_named(url, "vbscript") &&
           !detail::has_scheme_named(url, "data");
}

}  // namespace solder
#endif
