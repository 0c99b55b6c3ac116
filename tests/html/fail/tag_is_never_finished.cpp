// expect: tag_is_never_finished(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div><b class=\"x\"");
