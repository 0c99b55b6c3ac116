#include <solder/wire/key.hpp>
// expect: an argument cannot stand in a key: make it a plain struct or specialise solder::key_format
auto text = solder::hash_key(7, static_cast<void (*)()>(nullptr));
