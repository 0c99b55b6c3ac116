// expect: list_item_needs_a_list_between(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<ul><li>one<div><li>two</li></div></li></ul>");
