#ifndef SOLDER_HTML_NO_HYDRATION_HPP
#define SOLDER_HTML_NO_HYDRATION_HPP
#include <solder/html/view.hpp>

namespace solder {

/// Shows `content()`, which the page leaves as the server wrote it: in the browser it does not run, so nothing in it
/// follows a value or hears an event, and what only it reads is not sent with the page. Where the browser makes it anew
/// (after a navigation, say) it is like any other content.
view NoHydration(callback<view()> content);

}  // namespace solder
#endif
