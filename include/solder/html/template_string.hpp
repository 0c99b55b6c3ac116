#ifndef SOLDER_HTML_TEMPLATE_STRING_HPP
#define SOLDER_HTML_TEMPLATE_STRING_HPP
#include <array>
#include <cstddef>
#include <cstdint>
#include <solder/html/detail/bound_value.hpp>
#include <solder/html/detail/template_parser.hpp>
#include <solder/html/hole_traits.hpp>
#include <solder/html/template_info.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <type_traits>

namespace solder {
namespace detail {

// One extra place: an array without elements has no address to pass on.
template <class... Args>
inline constexpr hole_uses uses_of_arguments[sizeof...(Args) + 1] = {hole_traits<Args>::uses..., 0};

}  // namespace detail

/// A literal like `"<li class={}>{}</li>"`, checked against the types of its arguments while compiling, in the manner
/// of `std::format_string`.
///
/// Holes: `{}` in content; `name={}`, `.property={}`, `onclick={}`, `ref={}` and `bind={}` in tags, without quotes; and
/// as parts of a text in quotes, `name="one {} two"`. Doubled braces stand for one brace, everywhere. HTML in lower
/// case with every closing tag written; void and SVG elements may end in `/>`. Refused: comments, static handlers, and
/// whatever the browser's parser would move, drop or close itself.
///
/// The literal is kept by address; the holes are kept inside, so `info()` is good as long as this object.
/// Errors: a mistake does not compile; the compiler names a function of `html_error` that says it in words.
template <class... Args>
class basic_template_string {
public:
    template <std::size_t Length>
    consteval basic_template_string(const char (&source)[Length], [[maybe_unused]] call_site here = SOLDER_HERE)
        : head_{.source = source,
                .bind = nullptr,
                .fill = nullptr,
                .special = nullptr,
                .size = static_cast<std::uint16_t>(Length - 1),
                .hole_count = sizeof...(Args)} {
#ifndef NDEBUG
        head_.place = here;
#endif
        detail::template_parser parser(source, Length - 1, detail::uses_of_arguments<Args...>, sizeof...(Args),
                                       holes_.data());
        parser.parse();
        head_.has_brace_escapes = parser.has_brace_escapes();
        head_.root_count = parser.root_count();
        head_.has_text_at_edge = parser.has_text_at_edge();
        head_.root_space = static_cast<std::uint8_t>(parser.root_space());
        if (head_.has_brace_escapes) head_.special = &detail::special_parts_of_templates;
        bool has_bind = false;
        for (const auto& hole : holes_) {
            has_bind |= is_bind(hole.kind);
            if (is_changed_by_hand(hole))
                head_.fill = detail::fill_hole_with_property;
            else if (!head_.fill && !is_bind(hole.kind) && !is_basic(hole))
                head_.fill = detail::fill_hole_of_template;
            if (is_piece(hole.kind)) head_.special = &detail::special_parts_of_templates;
        }
        if constexpr ((... || (detail::bind_uses<Args> != 0)))
            if (has_bind) head_.bind = &detail::bind_functions_for<Args...>;
    }

    constexpr const template_head& head() const { return head_; }
    constexpr const template_hole* holes() const { return holes_.data(); }
    constexpr template_info info() const { return {head_, holes()}; }

private:
    template_head head_;
    std::array<template_hole, sizeof...(Args)> holes_{};
};

/// Functions that take a template have it as `view html(const template_string<Args...>&, Args&&...)`: by reference it
/// can stay in constant memory.
template <class... Args>
using template_string = basic_template_string<std::type_identity_t<std::remove_cvref_t<Args>>...>;

}  // namespace solder
#endif
