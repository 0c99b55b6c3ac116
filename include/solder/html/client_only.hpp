#ifndef SOLDER_HTML_CLIENT_ONLY_HPP
#define SOLDER_HTML_CLIENT_ONLY_HPP
#include <solder/html/view.hpp>

namespace solder {

/// Shows `content()` in the browser alone. What a server wrote is `fallback()`, or nothing, which the page takes over
/// and replaces at once; content made later than that is made without a fallback.
view ClientOnly(callback<view()> content, callback<view()> fallback = {});

}  // namespace solder
#endif
