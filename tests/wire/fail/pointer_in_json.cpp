#include <solder/wire/json.hpp>
struct holder {
    int* pointer;
};
// expect: this type has no JSON form: make it a plain struct or specialise solder::json_format
auto text = solder::to_json(holder{});
