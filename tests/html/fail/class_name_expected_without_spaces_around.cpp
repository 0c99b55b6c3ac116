// expect: class_name_expected_without_spaces_around
#include <solder/html/class_and_style.hpp>

auto made = solder::classes({{"", true}});
