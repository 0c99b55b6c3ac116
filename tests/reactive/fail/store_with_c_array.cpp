#include <solder/reactive/store.hpp>
struct grid {
    int id;
    int cells[9];
};
// expect: a store keeps no C arrays: use std::array or std::vector
auto grids = solder::create_store(grid{});
