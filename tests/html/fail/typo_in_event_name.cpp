// expect: attribute_name_is_not_known(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<button type=\"button\" onclik={}>one</button>", [] {});
