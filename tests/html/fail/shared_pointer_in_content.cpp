// expect: content_hole_takes_text_or_a_view(
// expect: on_template_line
#include "check.hpp"
#include <memory>

auto made = solder::html("<b>{}</b>", [] { return std::make_shared<int>(1); });
