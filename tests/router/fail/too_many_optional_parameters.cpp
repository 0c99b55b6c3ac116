#include <solder/router/route.hpp>
// expect: a_path_has_too_many_optional_parameters
const solder::route_paths paths = "/a/:1?/a/:2?/a/:3?/a/:4?/a/:5?/a/:6?/a/:7?/a/:8?/a/:9?";
