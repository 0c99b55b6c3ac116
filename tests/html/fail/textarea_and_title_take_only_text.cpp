// expect: textarea_and_title_take_only_text(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<textarea>{}</textarea>", solder::view());
