#include <solder/router/route.hpp>
// expect: a parameter of a route is an integer, std::string, std::optional of these, or has a route_value
const solder::route<"/a/:x", double> made;
