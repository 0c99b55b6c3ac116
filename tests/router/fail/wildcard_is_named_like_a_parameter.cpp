#include <solder/router/route.hpp>
// expect: a_parameter_name_stands_twice
const solder::route_paths paths = "/a/:x/*x";
