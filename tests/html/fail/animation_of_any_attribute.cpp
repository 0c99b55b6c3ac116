// expect: animation_would_go_around_the_check_of_addresses(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<svg><a><set attributeName={} to=\"0\" /></a></svg>", "href");
