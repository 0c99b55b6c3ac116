#include <solder/reactive/store.hpp>
struct point {
    int x;
    int y;
};
auto points = solder::create_store(std::vector<point>{});
// expect: these elements have no key: give store_key, or the member to find by
auto found = points.find(3);
