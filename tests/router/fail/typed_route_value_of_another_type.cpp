#include <solder/router/route.hpp>
// expect: href
struct id {};
const auto path = solder::route<"/a/:x", int>().href(id{});
