// expect: attribute_value_expected(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=>one</b>");
