#include <solder/router/route.hpp>
// expect: a_wildcard_must_be_the_last_segment
const solder::route_paths paths = "/docs/*rest/edit";
