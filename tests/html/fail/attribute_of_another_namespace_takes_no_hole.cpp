// expect: attribute_of_another_namespace_takes_no_hole(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<svg><use xlink:href={}/></svg>", "x");
