#include <solder/query.hpp>
// expect: several keys are a list: revalidate({a, b})
auto done = solder::revalidate("notes", "tags");
