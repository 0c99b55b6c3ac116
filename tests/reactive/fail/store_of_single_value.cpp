#include <solder/reactive/store.hpp>
// expect: a store keeps a plain struct, a vector or an optional of one: for a single value use create_signal
auto number = solder::create_store(3);
