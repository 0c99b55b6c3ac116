// expect: link_inside_link(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<a href=\"/\"><div><a href=\"/x\">one</a></div></a>");
