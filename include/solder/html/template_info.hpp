#ifndef SOLDER_HTML_TEMPLATE_INFO_HPP
#define SOLDER_HTML_TEMPLATE_INFO_HPP
#include <cstddef>
#include <cstdint>
#include <solder/reactive/diagnostics.hpp>
#include <string>
#include <string_view>

namespace solder {

enum class hole_kind : std::uint8_t {
    child,      ///< a place for views or raw markup
    text,       ///< a place for text
    attribute,  ///< `name={}`, text
    boolean,    ///< `disabled={}`: there or not there
    url,        ///< `href={}`, `src={}` and other addresses: text; `javascript:`, `vbscript:` and `data:` (pictures,
                ///< too) become `about:blank`
    property,   ///< `.value={}`, set on the element object; not part of the markup
    event,      ///< `onclick={}`
    ref,        ///< `ref={}`
    truth,      ///< `aria-hidden={}`: a `bool` is "true" or "false", other values are text

    piece,         ///< a part of an attribute value in double quotes: `title="Delete {}"`
    single_piece,  ///< the same in single quotes

    // `bind={}`, from here on, by what the control is.
    bind_text,      ///< an input: text or a number
    bind_textarea,  ///< text
    bind_choice,    ///< a select or radio: text
    bind_choices,   ///< a multiple select: a list
    bind_truth,     ///< a checkbox: bool
};

constexpr bool is_content(hole_kind kind) { return kind <= hole_kind::text; }
constexpr bool is_piece(hole_kind kind) { return kind == hole_kind::piece || kind == hole_kind::single_piece; }
constexpr bool is_bind(hole_kind kind) { return kind >= hole_kind::bind_text; }
struct template_info;
struct template_hole;

namespace detail {
struct bind_functions;
struct filled_hole;
// These are for the page body. Templates that need them name them, so that no other program has them.

/// Shows content or an attribute.
void fill_hole_of_template(const filled_hole& hole);
/// That, or what a person may have changed before the page was taken over: a property, `open={}`.
void fill_hole_with_property(const filled_hole& hole);
/// For templates with pieces or doubled braces.
struct special_parts {
    /// Shows an attribute whose value has pieces, of which `first` is hole `number`.
    void (*join)(const filled_hole& first, const template_info& info, std::size_t number);
    /// The static markup, with an empty marked hole for each hole that is not alone in its element.
    std::string (*markup)(const template_info& info);
    std::string_view (*name)(const template_info& info, const template_hole& first);
};
extern const special_parts special_parts_of_templates;
}  // namespace detail

/// One `{}` of a template; all offsets are bytes into its source.
struct template_hole {
    std::uint16_t end;         ///< where the static part before it ends; for `name={}`, before the spaces before `name`
    std::uint16_t next;        ///< where the next static part begins, just after `}`
    std::uint16_t node;        ///< of the hole, or of the element that has the attribute: see `template_info`
    std::uint8_t name_length;  ///< of the attribute; 0 for content and for pieces but the first of a value. `on`
                               ///< counts, the `.` of a property does not
    hole_kind kind : 5;
    bool sole : 1;             ///< content that is all there is between the two tags of an element
    bool drops_line_feed : 1;  ///< sole, in an element where the parser drops a line feed that comes first
    bool is_state : 1;         ///< `value={}` of an input, `checked={}`, `selected={}`, `muted={}`: the attribute is
                               ///< only what they start with; once edited, what a reset goes back to. `open={}` of
                               ///< `<details>` and `<dialog>`: the attribute is what a person changes
};
static_assert(sizeof(template_hole) == 8);

/// What changes a text, handles events or takes an element, and what is there or not: all that the smallest programs
/// have. Other holes are filled through `template_head::fill`.
constexpr bool is_basic(const template_hole& hole) {
    return hole.kind == hole_kind::text || hole.kind == hole_kind::event || hole.kind == hole_kind::ref ||
           (hole.kind == hole_kind::boolean && !hole.is_state);
}

/// A property, or `open={}`, the state with the shortest name.
constexpr bool is_changed_by_hand(const template_hole& hole) {
    return hole.kind == hole_kind::property ||
           (hole.kind == hole_kind::boolean && hole.is_state && hole.name_length == 4);
}

/// What a checked template has whatever its holes.
struct template_head {
    const char* source;
    const detail::bind_functions* bind = nullptr;        ///< when there is a `bind={}`
    void (*fill)(const detail::filled_hole&) = nullptr;  ///< one of those above: not all holes are basic
    const detail::special_parts* special = nullptr;      ///< when it has any
    std::uint16_t size;
    std::uint8_t hole_count;
    bool has_brace_escapes = false;  ///< `{{` or `}}` occurs in a static part and stands for one brace
    std::uint8_t root_space = 0;     ///< what its roots are parts of: 0 HTML, 1 an `<svg>`, 2 a `<math>`
    std::uint8_t root_count = 0;     ///< elements, content holes and visible texts without a parent; 255 is "or more"
    bool has_text_at_edge = false;   ///< its first or last root is a text, which others may replace
#ifndef NDEBUG
    call_site place{};  ///< where it is written; an empty member elsewhere would have g++ clear the object at each use
#endif
};

/// A checked template, to be read at run time.
///
/// `node` numbers count elements and content holes in document order, from 0; text is not counted, so spaces and the
/// joining of text by the browser's parser do not shift them.
struct template_info : template_head {
    const template_hole* holes;

    constexpr std::string_view text() const { return {source, size}; }
    /// Appends a static part, from offset to offset; a doubled brace becomes one.
    void append_static(std::string& out, std::size_t from, std::size_t to) const {
        if (!has_brace_escapes) return void(out.append(source + from, to - from));
        for (std::size_t i = from; i < to; ++i) {
            out.append(source + i, 1);
            bool is_brace = source[i] == '{' || source[i] == '}';
            if (is_brace && i + 1 < to && source[i + 1] == source[i]) ++i;
        }
    }
    /// The name in `name={}`; empty where `name_length` is 0.
    constexpr std::string_view name(const template_hole& hole) const {
        if (hole.name_length == 0) return {};
        return is_piece(hole.kind) ? name_before(hole, value_begin(hole) - 2) : name_of_whole(hole);
    }
    /// The same of what is no piece.
    constexpr std::string_view name_of_whole(const template_hole& hole) const {
        return name_before(hole, hole.next - std::size_t{3});
    }
    /// Where the value begins that a piece is a part of, and where it ends: inside its quotes.
    constexpr std::size_t value_begin(const template_hole& piece) const {
        return text().rfind(quote_around(piece), piece.end - std::size_t{1}) + 1;
    }
    constexpr std::size_t value_end(const template_hole& piece) const {
        return text().find(quote_around(piece), piece.next);
    }

private:
    constexpr std::string_view name_before(const template_hole& hole, std::size_t end) const {
        return {source + end - hole.name_length, hole.name_length};
    }
    static constexpr char quote_around(const template_hole& piece) {
        return piece.kind == hole_kind::piece ? '"' : '\'';
    }
};

}  // namespace solder
#endif
