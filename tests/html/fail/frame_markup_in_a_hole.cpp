// expect: property_would_insert_unescaped_html(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<iframe srcdoc={}></iframe>", "<b>one</b>");
