// expect: tags_are_nested_too_deeply(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html(
    "<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>"
    "<b><b><b><b><b><b><b><b><b><b><b>");
