// expect: reference_in_a_value_with_holes_is_written_as_the_sign(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b title=\"{} &amp; x\">one</b>", 1);
