// expect: component_is_called_with_parentheses(
// expect: on_template_line
#include <solder/html.hpp>

solder::view Card(int id);
auto made = solder::html("<p>{}</p>", Card);
