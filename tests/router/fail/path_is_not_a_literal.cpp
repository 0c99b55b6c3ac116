#include <solder/router/route.hpp>
// expect: route_paths
std::string path = "/a";
const solder::route_paths paths = path.c_str();
