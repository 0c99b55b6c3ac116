#ifndef SOLDER_ROUTER_PATTERN_HPP
#define SOLDER_ROUTER_PATTERN_HPP
#include <solder/core/error.hpp>
#include <solder/router/route_path.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// One segment of a pattern: text that must be there, or a parameter that takes whatever is.
struct pattern_segment {
    std::string text;  ///< the name of the parameter, or the text in lower case
    bool is_parameter = false;
};

/// A pattern such as `/team/:id/*rest`, read.
struct route_pattern {
    std::vector<pattern_segment> segments;  ///< those before the wildcard
    std::string wildcard_name;
    bool has_wildcard = false;
};

/// Reads one full pattern without optional parameters. A wildcard begins with the two characters `/*`.
/// Errors: a wildcard before the last segment, a parameter named twice, a `?` left in a parameter.
[[nodiscard]] result<route_pattern> parse_pattern(std::string_view pattern);

/// Whether `path`, as written in a route definition, can be expanded and joined.
/// Errors: a wildcard before the last segment, a `?` that does not end its segment, a parameter named twice, optional
/// parameters that make more than 256 patterns.
[[nodiscard]] result<void> check_route_path(std::string_view path);

/// Percent-encodes the segments of `pattern` that are plain text, as browsers and `parse_location` show them.
/// Parameters and wildcards stay, and so does what is encoded already.
[[nodiscard]] std::string encode_pattern(std::string_view pattern);

/// How well a pattern is tried before others: 4 for each plain segment, 3 for each parameter, 1 less with a wildcard.
[[nodiscard]] int score_route(std::string_view pattern);

}  // namespace solder
#endif
