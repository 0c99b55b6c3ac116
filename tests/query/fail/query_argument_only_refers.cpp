#include <solder/query.hpp>
// expect: an argument of a query is kept: take std::string or std::vector
const auto get = solder::query("q", [](std::string_view text) { return text.size(); });
