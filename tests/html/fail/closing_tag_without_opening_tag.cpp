// expect: closing_tag_without_opening_tag(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b>one</b></div>");
