// expect: ref_takes_a_function_or_element_ref(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<input ref={}>", 1);
