#include <solder/wire/key.hpp>
// Inner braces must not turn into a key by way of a pattern or of std::string's iterators.
// expect: {{"make", "audi"}}
solder::query_key key({{"make", "audi"}});
