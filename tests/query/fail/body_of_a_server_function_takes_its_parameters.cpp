#include <solder/query.hpp>
inline constexpr solder::server_function<"list", std::vector<int>()> list_numbers;
// expect: the body takes other parameters than the server function is declared with
void define() {
    list_numbers.define([](int) { return std::vector<int>(); });
}
