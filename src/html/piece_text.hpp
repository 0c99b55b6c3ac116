#ifndef SOLDER_SRC_HTML_PIECE_TEXT_HPP
#define SOLDER_SRC_HTML_PIECE_TEXT_HPP
#include <solder/html/view.hpp>
#include <string>

namespace solder::detail {

/// Appends what a piece of an attribute value shows, nothing for what is not there. Numbers are not left to the browser
/// here, so that a server shows the same.
void append_piece_text(std::string& out, const hole_value& value);

}  // namespace solder::detail
#endif
