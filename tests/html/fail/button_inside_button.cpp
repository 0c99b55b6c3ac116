// expect: button_inside_button(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<button><span><button>one</button></span></button>");
