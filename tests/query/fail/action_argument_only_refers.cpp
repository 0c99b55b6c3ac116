#include <solder/query.hpp>
// expect: an argument of an action is kept: take std::string or std::vector
const auto save = solder::action("a", [](const char* text) { return text[0] == 0; });
