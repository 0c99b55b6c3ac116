// expect: less_than_sign_in_text_is_written_lt(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b>1 < 2</b>");
