// expect: attribute_value_needs_quotes(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=a'b>one</b>");
