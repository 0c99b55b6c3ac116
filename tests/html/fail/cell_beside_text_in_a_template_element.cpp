// expect: root_of_table_parts_takes_only_like_parts(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<template>a<tr></tr></template>");
