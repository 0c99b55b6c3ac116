// expect: a style has a text or number for a value
#include <solder/html/class_and_style.hpp>

auto made = solder::styles({{"width", true}});
