#ifndef SOLDER_HTML_HTML_HPP
#define SOLDER_HTML_HTML_HPP
#include <solder/html/hole_value.hpp>
#include <solder/html/template_string.hpp>

namespace solder {
namespace detail {
/// Copies the holes and takes the values, one for each hole; what is borrowed of them is good during the call.
view make_template_view(const template_head& head, const template_hole* holes, hole_value* values);
}  // namespace detail

/// Describes a piece of a page: markup with a `{}` for each argument, checked while compiling.
///
/// A hole takes a value, a handle such as `signal`, a callable (run again whenever what it read changed), a view, a
/// list of views or an optional of these. Attributes are written `name={}` or `name="one {} two"`, properties
/// `.name={}`, handlers `onclick={}`. Everything is escaped but `raw_html(...)`; `{{` and `}}` stand for braces.
template <class... Args>
view html(const template_string<Args...>& markup, Args&&... args) {
    detail::argument_values<Args...> values(std::forward<Args>(args)...);
    return detail::make_template_view(markup.head(), markup.holes(), values.data());
}

}  // namespace solder
#endif
