#include <solder/router/route.hpp>
// expect: a_question_mark_must_end_its_segment
const solder::route_paths paths = {"/a", "/b/:x?.html"};
