// expect: attribute_name_expected(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b \"one\">one</b>");
