// expect: bind_takes_a_signal_of_string_bool_number_or_list(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<input bind={}>", [] { return "x"; });
