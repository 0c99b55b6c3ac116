// expect: form_fills_only_the_last_parameter_of_an_action(
// expect: on_template_line<1>
#include <solder/html.hpp>
#include <solder/query.hpp>

inline constexpr solder::server_function<"remove", void(std::string, int, std::int64_t), solder::writes>
    remove_function;
const auto remove_note = solder::action("remove", remove_function);
auto made = solder::html("<form method=\"post\" action={}></form>", remove_note.with("x", 1));
