#ifndef SOLDER_TESTS_HTML_GENERATED_GENERATED_RUN_HPP
#define SOLDER_TESTS_HTML_GENERATED_GENERATED_RUN_HPP
#include "generated_view.hpp"
#include "rendered.hpp"
#include <optional>

namespace solder::testing {

/// Takes a page over that the server rendered, changes it at random, and compares it, whenever all is settled, with a
/// page that is made anew from the same description and data.
/// @param way  what to take over; some pieces come before and the others after the start
/// @return what is wrong
std::optional<std::string> run_page(const tree& described, std::uint32_t seed, const rendered& sent,
                                    way_of_rendering way, int steps);

/// What a page shows that is made in an empty document, settled.
std::string made_anew(const tree& described, std::uint32_t seed, const page_state& state);

/// Without the comments `!` and `?7`: what the server's boundaries say of themselves, and no page that is made anew
/// has.
std::string without_boundary_marks(std::string html);

/// `html` with the content of a piece in place of its mark and fallback, as js/inline/stream.js does it.
std::string with_piece(const std::string& html, const rendered_piece& piece);

}  // namespace solder::testing
#endif
