#include <solder/router/route.hpp>
// expect: the type of a wildcard is std::string
const solder::route<"/a/*x", int> made;
