// expect: quote_is_never_closed(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=\"x>one</b>");
