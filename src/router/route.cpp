#include <solder/core/assert.hpp>
#include <solder/core/url.hpp>
#include <solder/router/route.hpp>

namespace solder {
namespace {

bool fits_segment(std::string_view text) { return !text.empty() && text != "." && text != ".."; }

void append_value(std::string& out, std::string_view text) {
    SOLDER_ASSERT(fits_segment(text), "href: a path cannot carry an empty text, \".\" or \"..\" as a parameter");
    if (!fits_segment(text)) return;
    out += '/';
    out += percent_encode_component(text);
}

/// The value of a wildcard: segments of its own, or nothing.
void append_rest(std::string& out, std::string_view text) {
    while (!text.empty()) append_value(out, detail::take_segment(text));
}

}  // namespace

std::string detail::fill_path(std::string_view path, std::span<const std::optional<std::string>> values) {
    const bool is_rooted = path.starts_with('/');
    std::string out;
    bool is_missing = false;  // the optional parameter right before
    for (std::size_t at = 0; !path.empty();) {
        const auto segment = take_segment(path);
        if (segment.empty() || segment == "*") continue;
        if (name_in(segment).empty()) {
            out += '/';
            out += percent_encode_segment(segment);
        } else if (const auto& value = values[at++]) {
            SOLDER_ASSERT(!is_missing || !is_optional_parameter(segment),
                          "href: an optional parameter behind one that is missing would be read as that one");
            segment.starts_with('*') ? append_rest(out, *value) : append_value(out, *value);
            is_missing = false;
            continue;
        }
        is_missing = is_optional_parameter(segment);
    }
    if (is_rooted) return out.empty() ? "/" : out;
    return out.empty() ? out : out.substr(1);
}

}  // namespace solder
