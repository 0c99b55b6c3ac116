#include "template_text.hpp"
#include "../piece_text.hpp"
#include "bytes.hpp"
#include "escape.hpp"
#include "text_room.hpp"
#include <algorithm>
#include <charconv>
#include <solder/core/url.hpp>
#include <solder/html/escape.hpp>

namespace solder::detail {
namespace {

constexpr std::size_t plain_bytes = 32;  // the most of a number or bool
constexpr std::size_t mark_bytes = hole_start.size() + hole_end.size();
/// The most of what stands around a value, and of what replaces one.
constexpr std::size_t extra_bytes = mark_bytes + plain_bytes;
constexpr std::size_t unknown = static_cast<std::size_t>(-1);

std::size_t room_for_items(const std::vector<view>& items) {
    std::size_t all = 0;
    for (const auto& item : items) {
        const auto markup = item ? item.get()->markup() : std::string_view();
        if (!markup) return unknown;
        all += markup->size() + mark_bytes;
    }
    return all;
}

std::string_view markup_of(const view& content) { return content ? *content.get()->markup() : std::string_view(); }

char* write_items(char* at, const std::vector<view>& items) {
    for (const auto& item : items) {
        if (item)
            at = copy_short(at, markup_of(item));
        else
            at = copy_short(copy_short(at, hole_start), hole_end);
    }
    return at;
}

char* write_number(char* at, double number) {
    std::string digits;
    append_number_text(digits, number);
    return copy_short(at, digits);
}

inline char* write_integer(char* at, std::int64_t integer) {
    if (integer < 0 || integer > 9) return std::to_chars(at, at + plain_bytes, integer).ptr;
    *at = static_cast<char>('0' + integer);
    return at + 1;
}

/// A value that is no text of the caller, as text.
char* write_plain(char* at, const hole_value& value) {
    if (auto* integer = value.as<std::int64_t>()) return write_integer(at, *integer);
    if (auto* truth = value.as<bool>()) return copy_short(at, *truth ? "true" : "false");
    if (auto* number = value.as<double>()) return write_number(at, *number);
    return at;
}

/// What is to be known of a value before it is written.
struct looked_at {
    std::size_t room = 0;  // the most it takes, where it is more than a number does; or `unknown`
    bool is_text = false;
    bool has_views = false;
    std::string_view text{};  // or raw markup

    explicit looked_at(const hole_value& value) {
        if (auto* borrowed = value.as<std::string_view>()) {
            set_text(*borrowed);
        } else if (value.holds<std::int64_t>()) {
            return;  // most of what is no text
        } else if (auto* own = value.as<std::string>()) {
            set_text(*own);
        } else if (auto* content = value.as<view>()) {
            has_views = true;
            const auto markup = *content ? content->get()->markup() : std::string_view();
            room = markup ? markup->size() : unknown;
        } else if (auto* items = value.as<std::vector<view>>()) {
            has_views = true;
            room = room_for_items(*items);
        } else if (auto* raw = value.as<raw_html_text>()) {
            text = raw->markup();
            room = text.size();
        } else if (value.holds<hole_computation>()) {
            room = unknown;
        }
    }

private:
    void set_text(std::string_view t) {
        text = t;
        is_text = true;
        room = text.size() * escaped_bytes;
    }
};

/// Doubled braces become one.
[[gnu::noinline]] char* write_with_braces(char* at, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = *at++ = text[i];
        if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) ++i;
    }
    return at;
}

inline char* write_static(char* at, const template_info& info, std::size_t from, std::size_t to) {
    const std::string_view text(info.source + from, to - from);
    return info.has_brace_escapes ? write_with_braces(at, text) : copy_short(at, text);
}

char* write_content(char* at, const template_hole& hole, const hole_value& value, const looked_at& seen) {
    if (!hole.sole) at = copy_short(at, hole_start);
    char* const begin = at;
    if (seen.is_text)
        at = write_escaped_text(at, seen.text);
    else if (auto* content = value.as<view>())
        at = copy_short(at, markup_of(*content));
    else if (auto* items = value.as<std::vector<view>>())
        at = write_items(at, *items);
    else if (!seen.text.empty())
        at = copy_short(at, seen.text);
    else
        at = write_plain(at, value);
    if (hole.drops_line_feed && at > begin && *begin == '\n') std::copy_backward(begin, at, at + 1), ++at;
    return hole.sole ? at : copy_short(at, hole_end);
}

/// Whether anything of an attribute is written.
bool is_shown(hole_kind kind, const hole_value& value) {
    auto* truth = kind == hole_kind::truth ? nullptr : value.as<bool>();
    return truth ? *truth : !value.is_empty();
}

std::string_view link_text(std::string_view text) {
    return text.starts_with('/') || is_safe_link_scheme(text) ? text : "about:blank";
}

/// What follows the name.
char* write_attribute_value(char* at, hole_kind kind, const hole_value& value, const looked_at& seen) {
    at = copy_short(at, "=\"");
    if (seen.is_text) {
        at = write_escaped_attribute(at, kind == hole_kind::url ? link_text(seen.text) : seen.text);
    } else if (kind == hole_kind::truth || !value.holds<bool>()) {
        at = write_plain(at, value);
    }
    *at++ = '"';
    return at;
}

char* write_piece(char* at, hole_kind kind, const hole_value& value, const looked_at& seen) {
    if (seen.is_text)
        return kind == hole_kind::piece ? write_escaped_attribute(at, seen.text)
                                        : write_escaped_single_quoted(at, seen.text);
    if (auto* integer = value.as<std::int64_t>()) return write_integer(at, *integer);
    std::string text;
    append_piece_text(text, value);
    return copy_short(at, text);
}

constexpr bool is_attribute(hole_kind kind) {
    return kind == hole_kind::attribute || kind == hole_kind::url || kind == hole_kind::truth ||
           kind == hole_kind::boolean;
}
constexpr bool is_for_browser(hole_kind kind) {
    return kind == hole_kind::property || kind == hole_kind::event || kind == hole_kind::ref;
}

/// Static text of a template without doubled braces, from offset to offset. Mostly that is short, and there is more of
/// the source behind it.
inline char* write_short_static(char* at, const template_info& info, std::size_t from, std::size_t to) {
    constexpr std::size_t block = 2 * sizeof(sixteen_bytes);
    static_assert(block <= extra_bytes);  // what is written too much is written over
    if (to - from > block || from + block > info.size) return copy_short(at, {info.source + from, to - from});
    copy_ends<sixteen_bytes>(at, info.source + from, block);
    return at + (to - from);
}

/// Static text and the value behind it, where that is text of the caller or a whole number: most of all holes, and
/// what a page costs. Of templates without doubled braces.
/// @param text  null: it is a number
inline char* write_common(char* at, const template_info& info, std::size_t from, const template_hole& hole,
                          const hole_value& value, const std::string_view* text) {
    const auto kind = hole.kind;
    if (is_attribute(kind)) {
        at = write_short_static(at, info, from, hole.next - std::string_view("{}").size());
        *at++ = '"';
        at = !text ? write_integer(at, *value.as<std::int64_t>())
                   : write_escaped_attribute(at, kind == hole_kind::url ? link_text(*text) : *text);
        *at++ = '"';
        return at;
    }
    at = write_short_static(at, info, from, hole.end);
    const bool has_marks = is_content(kind) && !hole.sole;
    if (has_marks) at = copy_short(at, hole_start);
    if (!text)
        at = write_integer(at, *value.as<std::int64_t>());
    else if (kind == hole_kind::piece)
        at = write_escaped_attribute(at, *text);
    else if (kind == hole_kind::single_piece)
        at = write_escaped_single_quoted(at, *text);
    else
        at = write_escaped_text(hole.drops_line_feed && text->starts_with('\n') ? copy_short(at, "\n") : at, *text);
    return has_marks ? copy_short(at, hole_end) : at;
}

}  // namespace

template_text::template_text(const template_info& info, const hole_value* values) : info_(info) {
    // Blanks around the whole are no part of it: js/templates.js makes templates without.
    std::size_t from = 0, end = info.size;
    while (from < end && is_html_space(info.source[from])) ++from;
    const bool is_common = !info.bind && !info.has_brace_escapes;
    text_room room;
    char* at = room.begin();
    for (std::size_t i = 0; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        const auto& value = values[i];
        const auto* text = value.as<std::string_view>();
        if (is_common && (text || value.holds<std::int64_t>()) && !is_for_browser(hole.kind)) {
            at = room.fit(at, hole.next - from + extra_bytes + (text ? text->size() * escaped_bytes : 0));
            at = write_common(at, info, from, hole, value, text);
        } else {
            at = add(room, at, from, i, value);
        }
        from = hole.next;
    }
    while (end > from && is_html_space(info.source[end - 1])) --end;
    at = write_static(room.fit(at, end - from), info, from, end);
    text_ = {room.begin(), static_cast<std::size_t>(at - room.begin())};
}

char* template_text::add(text_room& room, char* at, std::size_t from, std::size_t number, const hole_value& value) {
    const auto& hole = info_.holes[number];
    const looked_at seen(value);
    // A control that is bound looks at what was written before and after it.
    const bool is_gap = (info_.bind || seen.room == unknown) && !is_for_browser(hole.kind);
    at = room.fit(at, hole.next - from + extra_bytes + (is_gap ? 0 : seen.room));
    // The name of an attribute goes on the static part.
    const bool is_named = is_attribute(hole.kind) && !is_gap && is_shown(hole.kind, value);
    at = write_static(at, info_, from, is_named ? hole.next - std::string_view("={}").size() : hole.end);
    has_views_ |= seen.has_views;
    if (is_gap)
        gaps_[gap_count_++] = {static_cast<std::uint32_t>(at - room.begin()), static_cast<std::uint8_t>(number)};
    else if (is_content(hole.kind))
        at = write_content(at, hole, value, seen);
    else if (is_piece(hole.kind))
        at = write_piece(at, hole.kind, value, seen);
    else if (is_named && hole.kind != hole_kind::boolean)
        at = write_attribute_value(at, hole.kind, value, seen);
    else if (hole.kind == hole_kind::event && info_.name(hole) == "onsubmit")
        at = copy_short(at, " data-held");  // js/inline/early.js keeps what is submitted until the handler is there
    return at;
}

view template_text::take_view(hole_value* values) const {
    for (std::size_t i = 0; has_views_ && i < info_.hole_count; ++i)
        if (values[i].as<view>() || values[i].as<std::vector<view>>()) values[i] = {};
    text_room::clear();
    return view(new text_node(text_, info_.has_text_at_edge));
}

}  // namespace solder::detail
