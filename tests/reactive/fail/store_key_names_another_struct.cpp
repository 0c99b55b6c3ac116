#include <solder/reactive/store.hpp>
struct other {
    int number;
};
struct task {
    int number;
};
template <>
inline constexpr auto solder::store_key<task> = &other::number;
// expect: store_key names a member of another struct
auto tasks = solder::create_store(std::vector<task>{});
