// expect: closing_tag_does_not_match(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div></p>");
