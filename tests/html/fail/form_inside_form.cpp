// expect: form_inside_form(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<form><div><form></form></div></form>");
