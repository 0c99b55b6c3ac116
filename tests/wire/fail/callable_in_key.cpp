#include <solder/wire/key.hpp>
// expect: this type cannot stand in a key: make it a plain struct or specialise solder::key_format
auto key = solder::make_exact_key("cars", [](int) {});
