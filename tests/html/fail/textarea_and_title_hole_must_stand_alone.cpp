// expect: textarea_and_title_hole_must_stand_alone(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<textarea>one {}</textarea>", "two");
