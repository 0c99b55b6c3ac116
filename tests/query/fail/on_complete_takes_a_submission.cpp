#include <solder/query.hpp>
inline constexpr solder::server_function<"add", int(int), solder::writes> add_function;
// expect: `on_complete` is called with one submission: (const auto& ended)
const auto add = solder::action(add_function, {.on_complete = [] {}});
