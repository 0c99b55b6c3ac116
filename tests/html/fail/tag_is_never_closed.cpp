// expect: tag_is_never_closed(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div><span>one</div>");
