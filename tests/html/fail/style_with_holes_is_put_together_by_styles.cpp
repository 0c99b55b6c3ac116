// expect: style_with_holes_is_put_together_by_styles(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b style=\"width: {}%\">one</b>", 1);
