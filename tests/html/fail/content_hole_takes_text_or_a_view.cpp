// expect: content_hole_takes_text_or_a_view(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b>{}</b>", nullptr);
