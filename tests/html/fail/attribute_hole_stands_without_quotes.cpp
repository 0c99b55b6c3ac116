// expect: attribute_hole_stands_without_quotes(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=\"{}\">one</b>", "y");
