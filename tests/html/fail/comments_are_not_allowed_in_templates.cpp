// expect: comments_are_not_allowed_in_templates(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b><!-- note -->one</b>");
