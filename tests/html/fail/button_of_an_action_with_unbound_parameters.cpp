// expect: form_fills_only_the_last_parameter_of_an_action(
// expect: on_template_line<1>
#include <solder/html.hpp>
#include <solder/query.hpp>

struct title_form {
    std::string title;
};
const auto rename_note = solder::action("rename", [](int, const title_form&) {});
auto made = solder::html("<button formaction={}></button>", rename_note);
