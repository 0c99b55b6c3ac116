#ifndef SOLDER_HTML_CLASS_AND_STYLE_HPP
#define SOLDER_HTML_CLASS_AND_STYLE_HPP
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <solder/html/hole_value.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// `class={}` and `style={}` put together from parts that are on or off, or change, each by itself. All parts are one
/// effect; the document is touched when the outcome differs.
namespace solder {

/// What the compiler prints when a name is wrong; never called.
namespace html_error {
void class_name_expected_without_spaces_around();
void css_property_name_expected_in_lower_case();
}  // namespace html_error

namespace detail {

constexpr bool is_css_property_name(std::string_view name) {
    const bool is_custom = name.starts_with("--");
    for (const char c : name) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (!fits && !(is_custom && ((c >= 'A' && c <= 'Z') || c == '_'))) return false;
    }
    return is_custom ? name.size() > 2 : !name.empty() && (name[0] < '0' || name[0] > '9');
}

struct class_name {
    std::string_view text;
    template <std::size_t Size>
    consteval class_name(const char (&name)[Size]) : text(name, Size - 1) {
        if (text.empty() || text.front() <= ' ' || text.back() <= ' ')
            html_error::class_name_expected_without_spaces_around();
    }
};
struct css_property_name {
    std::string_view text;
    template <std::size_t Size>
    consteval css_property_name(const char (&name)[Size]) : text(name, Size - 1) {
        if (!is_css_property_name(text)) html_error::css_property_name_expected_in_lower_case();
    }
};

struct attribute_part {
    std::string_view name;
    hole_value value;
};
/// As many as there are; with a function they fit into a callback.
struct attribute_parts {
    explicit attribute_parts(std::uint32_t size) : all(new attribute_part[size]), count(size) {}
    std::unique_ptr<attribute_part[]> all;
    std::uint32_t count;
};

}  // namespace detail

/// Gives the text of an attribute, from its parts; nothing when no part has anything to say. Fills a hole.
class attribute_text {
public:
    using join_function = std::optional<std::string>(std::span<detail::attribute_part> parts);
    attribute_text(join_function& join, detail::attribute_parts parts) : parts_(std::move(parts)), join_(&join) {}
    std::optional<std::string> operator()() { return join_({parts_.all.get(), parts_.count}); }

private:
    detail::attribute_parts parts_;
    join_function* join_;
};

/// A class, or several with spaces between, and whether the element has it: `{"done", [=] { return t().done; }}`.
class class_toggle : public detail::attribute_part {
public:
    /// @param is_on  a `bool`, or a callable or handle that gives one
    template <class When>
    class_toggle(detail::class_name name, When&& is_on)
        : attribute_part{name.text, detail::to_hole_value(std::forward<When>(is_on))} {
        static_assert(hole_traits<std::remove_cvref_t<When>>::is_boolean, "a class is on or off: give a bool");
    }
};

/// A property of CSS, custom ones included, and its value: `{"width", [=] { return percent() + "%"; }}`.
class style_value : public detail::attribute_part {
public:
    /// @param value  text, a number, or an optional of these; or a callable or handle that gives them
    template <class Value>
    style_value(detail::css_property_name name, Value&& value)
        : attribute_part{name.text, detail::to_hole_value(std::forward<Value>(value))} {
        using traits = hole_traits<std::remove_cvref_t<Value>>;
        static_assert(traits::is_text && !traits::is_boolean, "a style has a text or number for a value");
    }
};

/// Whether `value` stays within its property and its addresses run no script, whoever wrote it. False when it has
/// - `;`, `{`, `}`, `<` or the start of a comment outside quotes;
/// - a backslash, or a control character other than white space, anywhere;
/// - quotes or brackets that do not close, or a line end within quotes;
/// - `url(` without quotes right after it, or with an address that `href={}` refuses.
[[nodiscard]] bool is_safe_style_value(std::string_view value);

namespace detail {

std::optional<std::string> join_classes(std::span<attribute_part> parts);
std::optional<std::string> join_styles(std::span<attribute_part> parts);

/// @param first  how many come before
template <class Part, std::size_t Count>
attribute_parts parts_of(Part (&given)[Count], std::uint32_t first = 0) {
    attribute_parts parts(first + Count);
    std::move(given, given + Count, parts.all.get() + first);
    return parts;
}

}  // namespace detail

/// `class={}` from toggles: `classes({{"done", is_done}, {"busy", [=] { return s.pending(); }}})`. Without any class
/// that is on there is no attribute.
template <std::size_t Count>
[[nodiscard]] attribute_text classes(class_toggle (&&toggles)[Count]) {
    return {detail::join_classes, detail::parts_of(toggles)};
}
/// With a class that is always there, or a callable that gives such a text: `classes("row", {{"done", is_done}})`.
template <class Always, std::size_t Count>
[[nodiscard]] attribute_text classes(Always&& always, class_toggle (&&toggles)[Count]) {
    static_assert(hole_traits<std::remove_cvref_t<Always>>::is_text, "what is always there is a text");
    auto parts = detail::parts_of(toggles, 1);
    parts.all[0].value = detail::to_hole_value(std::forward<Always>(always));
    return {detail::join_classes, std::move(parts)};
}

/// `style={}` from properties: `styles({{"width", [=] { return percent() + "%"; }}, {"--rows", rows}})`.
///
/// A property whose value is empty, no finite number or not `is_safe_style_value` is left out; without any there is no
/// attribute. A `style={}` that is one text is taken as it is: let nobody else write that.
template <std::size_t Count>
[[nodiscard]] attribute_text styles(style_value (&&values)[Count]) {
    return {detail::join_styles, detail::parts_of(values)};
}

}  // namespace solder
#endif
