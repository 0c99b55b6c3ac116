#include <solder/query.hpp>
struct note_form {
    std::string text;
};
inline constexpr solder::server_function<"add", int(note_form), solder::writes> add_function;
// expect: `optimistic` is called with the arguments of the action, all of them: (const T&...)
const auto add = solder::action("add", add_function, {.optimistic = [](int) {}});
