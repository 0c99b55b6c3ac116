// expect: shadow_root_is_not_made_by_a_template_element(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<my-card><template shadowrootmode=\"open\"></template></my-card>");
