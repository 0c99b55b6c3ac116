// expect: holes_are_not_allowed_in_a_template_element(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<template><p>{}</p></template>", 1);
