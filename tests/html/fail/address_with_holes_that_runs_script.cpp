// expect: static_javascript_address_is_not_allowed(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<a href=\" java\nscript:go({})\">one</a>", "y");
