#include "../first_page.hpp"

namespace solder::detail {

void show_first_page(std::string_view, view (*root)()) { mount_page(root); }
void drop_answers() {}

}  // namespace solder::detail
