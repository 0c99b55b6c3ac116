#include <solder/html/typed_routes.hpp>
struct id {};
inline constexpr solder::route<"/projects/:id", int> project_route;
// expect: a component of a typed route takes its values, or memos of them, or nothing; then an outlet
auto made = solder::Route(project_route, [](id) { return solder::view(); });
