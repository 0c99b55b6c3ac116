// expect: label_inside_label(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<label><span><label></label></span></label>");
