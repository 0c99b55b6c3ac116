#ifndef SOLDER_CLIENT_PAGE_ANSWERS_HPP
#define SOLDER_CLIENT_PAGE_ANSWERS_HPP
#include <string_view>

namespace solder::detail {

/// From here on the answers that came with the page, and come after it, are there for whoever asks. They are read from
/// their text when somebody does.
void keep_answers();
/// @param json  see `shipped_data::to_script_json`
void add_answers(std::string_view json);
/// No more come.
void close_answers();
/// What nobody took by now would be stale when somebody does.
void drop_answers();

}  // namespace solder::detail
#endif
