// expect: address_with_holes_begins_with_a_path_or_scheme(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<a href=\"/\t{}\">one</a>", "y");
