// expect: css_property_name_expected_in_lower_case
#include <solder/html/class_and_style.hpp>

auto made = solder::styles({{"backgroundColor", "red"}});
