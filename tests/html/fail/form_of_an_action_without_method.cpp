// expect: form_of_an_action_is_sent_by_post(
// expect: on_template_line<1>
#include <solder/html.hpp>
#include <solder/query.hpp>

struct log_in_form {
    std::string name, password;
};
inline constexpr solder::server_function<"log_in", void(log_in_form), solder::writes> log_in_function;
const auto log_in = solder::action("log_in", log_in_function);
auto made = solder::html("<form action={}><input name=\"password\"></form>", log_in);
