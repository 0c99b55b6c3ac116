// expect: a class is on or off: give a bool
#include <solder/html/class_and_style.hpp>

auto made = solder::classes({{"done", "yes"}});
