#ifndef SOLDER_SRC_HTML_SERVER_WRITING_HPP
#define SOLDER_SRC_HTML_SERVER_WRITING_HPP
#include <cstdint>
#include <optional>
#include <set>
#include <solder/core/callback.hpp>
#include <solder/html/view.hpp>
#include <solder/reactive/detail/node_pool.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder::detail {

struct head_entry;

/// A `Suspense` whose content the page does without at first; what takes its place is sent when it is whole.
class late_boundary {
public:
    virtual ~late_boundary() = default;
    /// Writes the content; false when a value that it reads is still missing.
    virtual bool write_late(struct page_writer& page) = 0;
    /// Calls `tell` once, when no value is missing any more.
    virtual void when_ready(callback<void()> tell) = 0;
    /// Whether another one has to be sent before, by the `SuspenseList` around.
    virtual bool is_held_back() const = 0;
    /// It was sent.
    virtual void note_followed() = 0;

    std::uint32_t number = 0;  // the mark in its place says it; 0: none yet
    bool is_sent = false;      // the page has left with the mark in it
    bool has_failed = false;   // after that, with an error that nothing inside shows
};

/// How a page deals with values that are missing.
enum class missing_values : std::uint8_t {
    waited_for,  // there is one walk without any
    left_out,    // `Suspense` shows its fallback, and nothing follows
    sent_later,  // the same, and the content follows
};

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
    bool lacks_route = false;
    bool shows_failure = false;
    missing_values missing = missing_values::waited_for;
    std::vector<late_boundary*> late;        // in the order of the markup
    std::uint32_t* numbers_given = nullptr;  // to late boundaries of this page
    std::uint32_t status_count = 0;          // how often the status was said
    bool has_new_in_list = false;  // a `SuspenseList` may have more in it than what was written before knew of

    /// What was written from one moment on can be taken back.
    struct moment {
        std::size_t out, head, late;
        unsigned status;
        bool lacks_route, has_new_in_list;
    };
    [[nodiscard]] moment now() const {
        return {out.size(), head.size(), late.size(), status, lacks_route, has_new_in_list};
    }
    void go_back(const moment& to) {
        out.resize(to.out);
        head.resize(to.head);
        late.resize(to.late);
        status = to.status;
        lacks_route = to.lacks_route;
        has_new_in_list = to.has_new_in_list;
    }

    /// The title that counts; null: none was placed.
    [[nodiscard]] const said_in_head* title() const;
    /// Appends the markup of what else stands in the head, but for what was `said` there before; notes it there.
    void append_head(std::string& markup, std::set<std::string>& said) const;
};

/// A described piece of a page, in the server body: it writes itself as markup.
///
/// A page is written as often as it takes until no value is missing. What was computed without meeting a missing value
/// is kept, so that each part is made once.
struct view_node : pooled {
    virtual ~view_node() = default;
    /// Whether the page body will give it a hole for itself; among other content it then stands between marks.
    virtual bool owns_hole() const { return true; }
    /// Whether it is a template that begins or ends with a text: as a row it stands between marks then.
    virtual bool has_text_at_edge() const { return false; }
    virtual void write(page_writer& page) = 0;
    /// What it writes, where that is known for good; it owns no hole then.
    virtual std::optional<std::string_view> markup() const { return std::nullopt; }
};

inline constexpr std::string_view hole_start = "<!--[-->";
inline constexpr std::string_view hole_end = "<!--]-->";
/// Stands first in an error boundary that shows its fallback, and in what the page leaves as it is.
inline constexpr std::string_view failure_mark = "<!--!-->";
/// Stands first in a `Suspense` that shows its fallback: `<!--?7-->`; 0: its content does not follow.
inline constexpr std::string_view late_mark = "<!--?";
/// After a boundary has written its content at `start`: a mark of `kind` there belongs to a boundary further in that
/// shares the hole. One more stands before it then, of number -1, which says so (`claim_mark` gives 0 for it).
inline void disown_mark(std::string& out, std::size_t start, std::string_view kind) {
    if (std::string_view(out).substr(start).starts_with(kind)) out.insert(start, std::string(kind) + "-1-->");
}

/// Writes all there is in one hole.
inline void write_hole(const view& content, page_writer& page) {
    if (content) content.get()->write(page);
}
/// Writes one of several things in one hole.
void write_item(const view& content, page_writer& page);
/// Writes a row of a list.
void write_row(const view& content, page_writer& page);
/// Writes any value as content of a hole.
void write_hole(hole_value& value, page_writer& page);

/// Whether a value was missing since then that a `Suspense` or the page waits for. What nobody waits for is written as
/// it is without the value: the page body shows it so, too, until the value is there.
bool misses_values(std::uint64_t reads_before);
/// Runs what is computed, up to a plain value, and keeps the result in place; false when a value it reads is missing.
bool resolve(hole_value& value);
/// Text of a string, number or bool; empty for anything else.
std::string text_of(const hole_value& value);

}  // namespace solder::detail
#endif
