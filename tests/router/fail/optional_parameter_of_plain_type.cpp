#include <solder/router/route.hpp>
// expect: the type of an optional parameter, and of no other, is a std::optional
const solder::route<"/a/:x?", int> made;
