#include <solder/reactive/store.hpp>
// An array of one element counts as one member: it is not found by counting.
struct grid {
    int id;
    int cells[1];
};
// expect: a store keeps no C arrays: use std::array or std::vector
auto grids = solder::create_store(grid{});
