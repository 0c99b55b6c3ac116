// expect: attribute_is_written_twice(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=\"x\" class={}>one</b>", "y");
