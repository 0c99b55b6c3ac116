#include <solder/query.hpp>
inline constexpr solder::server_function<"touch", void(), solder::writes> touch;
// expect: the body gives something else than the server function is declared with
void define() {
    touch.define([] { return std::string("done"); });
}
