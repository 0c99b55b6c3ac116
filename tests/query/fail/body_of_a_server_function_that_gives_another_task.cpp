#include <solder/query.hpp>
inline constexpr solder::server_function<"list", std::vector<int>()> list_numbers;
// expect: the body gives something else than the server function is declared with
void define() {
    list_numbers.define([]() -> solder::task<int> { co_return 1; });
}
