#ifndef SOLDER_SRC_SERVER_WHOLE_PAGES_HPP
#define SOLDER_SRC_SERVER_WHOLE_PAGES_HPP
#include <optional>
#include <solder/server/http.hpp>
#include <string>
#include <string_view>

/// The way of browsers without script to pages in one piece. A page in pieces leads them to `/_whole`, that sets a
/// cookie and leads back to the page, with a mark in its search. One that has kept the cookie is led on to the plain
/// address; one that has not gets the page whole where the mark is.
namespace solder::detail {

inline constexpr std::string_view whole_page_path = "/_whole";
/// Where a page in pieces leads.
[[nodiscard]] std::string whole_page_address(const http_request& request);
/// The answer there. `to` of the query names the page.
[[nodiscard]] http_response prefer_whole_pages(const http_request& request);
/// From the marked address to the plain one, when the browser has kept the cookie.
[[nodiscard]] std::optional<http_response> lead_to_plain_address(const http_request& request);

[[nodiscard]] bool wants_whole_page(const http_request& request);

}  // namespace solder::detail
#endif
