#ifndef SOLDER_HTML_HEAD_HPP
#define SOLDER_HTML_HEAD_HPP
#include <cstdint>
#include <solder/core/callback.hpp>
#include <solder/html/view.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// What a part of the page says in the head of the document: title, descriptions, links. Each stands in the head for as
/// long as the part is shown, and shows nothing where it stands in the page.
///
/// Of several that say the same thing (titles; `Meta` of one name), the one in the deepest route counts, in the same
/// route the one placed last; when that ends, the one before it counts again.
namespace solder {

/// A text, or a callable that gives one and is run again whenever what it read changed.
class head_text {
public:
    head_text() = default;
    template <class Text>
        requires(!std::is_same_v<std::remove_cvref_t<Text>, head_text>)
    head_text(Text text) {
        if constexpr (std::is_invocable_v<Text&>)
            give_ = std::move(text);
        else
            give_ = [text = std::string(text)] { return text; };
    }
    explicit operator bool() const { return static_cast<bool>(give_); }
    std::string operator()() const { return give_(); }

private:
    callback<std::string()> give_;
};

/// One of the first three says what it is about, `content` what there is to say.
struct meta_element {
    std::string name = {};        ///< `description`, `robots`, `twitter:card` ...
    std::string property = {};    ///< `og:title` and the like (Open Graph)
    std::string http_equiv = {};  ///< `refresh` ...
    head_text content = {};
    std::string media = {};  ///< for which media: two `theme-color` for light and dark are two things
};

/// What is left empty is not written.
struct link_element {
    std::string rel = {};  ///< `canonical`, `alternate`, `stylesheet`, `icon` ...; there is one `canonical`
    head_text href = {};   ///< `javascript:`, `vbscript:` and `data:` (pictures, too) become `about:blank`
    std::string type = {};
    std::string as = {};
    std::string media = {};
    std::string sizes = {};
    std::string hreflang = {};
    std::string title = {};
    std::string crossorigin = {};
};

namespace detail {

/// What is said in the head, before it is said.
struct head_entry {
    struct attribute {
        std::string_view name;  // static
        std::string value;
    };
    std::string_view tag;               // "title", "meta", "link"
    std::string about;                  // of those that say the same thing only one counts; empty: they all do
    std::vector<attribute> attributes;  // what does not change
    std::string_view changing;          // the attribute that `text` is for; "href" is an address
    head_text text;
};
/// Whether one thing said in the head, placed as number `at` with `depth`, gives way to another: a deeper one, or a
/// later one of the same depth.
inline bool gives_way(std::uint32_t depth, std::size_t at, std::uint32_t other_depth, std::size_t other_at) {
    return other_depth > depth || (other_depth == depth && other_at > at);
}
view make_head_view(head_entry entry);
/// @param lacks_route  the status is that of a place without a route
view make_status_view(unsigned status, bool lacks_route = false);

/// `text` as the value of the changing attribute of `entry`.
std::string shown_text(const head_entry& entry);

}  // namespace detail

/// Sets the title of the document.
[[nodiscard]] inline view Title(head_text text) {
    return detail::make_head_view(
        {.tag = "title", .about = "title", .attributes = {}, .changing = {}, .text = std::move(text)});
}

/// `Meta({.name = "description", .content = [=] { return article().summary; }})`
[[nodiscard]] view Meta(meta_element element);

/// A `<link>` of the document's head; for links to click see `A`.
/// `Link({.rel = "canonical", .href = "https://example.org/tea"})`
[[nodiscard]] view Link(link_element element);

/// Sets the status of the page's reply, such as 404; shows nothing, and does nothing in the browser.
[[nodiscard]] inline view HttpStatus(unsigned status) { return detail::make_status_view(status); }

}  // namespace solder
#endif
