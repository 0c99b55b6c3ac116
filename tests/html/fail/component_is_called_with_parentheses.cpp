// expect: component_is_called_with_parentheses(
// expect: on_template_line
#include "check.hpp"

solder::view Card();
auto made = solder::html("<p>{}</p>", Card);
