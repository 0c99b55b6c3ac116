#ifndef SOLDER_HTML_HEAD_HPP
#define SOLDER_HTML_HEAD_HPP
#include <solder/html/view.hpp>
#include <string>
#include <type_traits>

namespace solder {
namespace detail {
view make_title_view(callback<std::string()> text);
view make_status_view(unsigned status);
}  // namespace detail

/// Sets the title of the document while it is part of the page; shows nothing where it stands. The one placed last
/// wins.
/// @param text  a string, or a callable that gives one and is run again whenever what it read changed
template <class Text>
view Title(Text text) {
    if constexpr (std::is_invocable_v<Text&>)
        return detail::make_title_view(std::move(text));
    else
        return detail::make_title_view([text = std::string(text)] { return text; });
}

/// Sets the status of the page's reply, such as 404; shows nothing, and does nothing in the browser.
[[nodiscard]] inline view HttpStatus(unsigned status) { return detail::make_status_view(status); }

}  // namespace solder
#endif
