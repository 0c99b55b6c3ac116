// expect: attributes_need_a_space_between(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=\"x\"id=\"y\">one</b>");
