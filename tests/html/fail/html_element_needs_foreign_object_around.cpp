// expect: html_element_needs_foreign_object_around(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<svg><g><div></div></g></svg>");
