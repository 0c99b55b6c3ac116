#ifndef SOLDER_SRC_CLIENT_FIRST_PAGE_HPP
#define SOLDER_SRC_CLIENT_FIRST_PAGE_HPP
#include <solder/html/page.hpp>
#include <string_view>

/// What a page is made of at first: src/client/served for applications with a server, which may have rendered it and
/// sent answers along; src/client/alone for those without one. A program is linked with one of them.
namespace solder::detail {

/// @param answers_json  see `shipped_data::to_script_json`; empty: nobody rendered the page
void show_first_page(std::string_view answers_json, view (*root)());
/// What came with the page and nobody took by the end of a turn would be stale when somebody does.
void drop_answers();

}  // namespace solder::detail
#endif
