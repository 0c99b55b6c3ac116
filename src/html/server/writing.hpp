#ifndef SOLDER_HTML_SERVER_WRITING_HPP
#define SOLDER_HTML_SERVER_WRITING_HPP
#include <cstdint>
#include <solder/html/view.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder::detail {

struct head_entry;

/// One walk over a description: what it has written so far.
struct page_writer {
    struct said_in_head {
        const head_entry* entry = nullptr;  // of the description
        std::uint32_t depth = 0;
        std::string text;
    };
    std::string out;
    std::vector<said_in_head> head;  // in the order it was placed
    unsigned status = 200;

    /// Appends the title, and the markup of the rest, as it stands in the head.
    void finish_head(std::string& title, std::string& markup) const;
};

/// A described piece of a page, in the server body: it writes itself as markup.
///
/// A page is written as often as it takes until no value is missing. What was computed without meeting a missing value
/// is kept, so that each part is made once.
struct view_node {
    virtual ~view_node() = default;
    /// Whether the page body will give it a hole for itself; among other content it then stands between marks.
    virtual bool owns_hole() const { return true; }
    virtual void write(page_writer& page) = 0;
};

inline constexpr std::string_view hole_start = "<!--[-->";
inline constexpr std::string_view hole_end = "<!--]-->";
/// Stands first in an error boundary that shows its fallback, and in what the page leaves as it is.
inline constexpr std::string_view failure_mark = "<!--!-->";

/// Writes all there is in one hole.
inline void write_hole(const view& content, page_writer& page) {
    if (content) content.get()->write(page);
}
/// Writes one of several things in one hole.
void write_item(const view& content, page_writer& page);
/// Writes any value as content of a hole.
void write_hole(hole_value& value, page_writer& page);

/// Runs what is computed, up to a plain value, and keeps the result in place; false when a value it reads is missing.
bool resolve(hole_value& value);
/// Text of a string, number or bool; empty for anything else.
std::string text_of(const hole_value& value);

}  // namespace solder::detail
#endif
