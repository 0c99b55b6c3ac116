#ifndef SOLDER_SERVER_FLASH_HPP
#define SOLDER_SERVER_FLASH_HPP
#include <optional>
#include <solder/query/shipped_data.hpp>
#include <solder/server/http.hpp>
#include <string>

namespace solder::detail {

/// The `Set-Cookie` value that carries a post's outcome to the page shown next. Too large for a cookie: without the
/// fields, and then without the bound arguments.
[[nodiscard]] std::string flash_cookie(const post_flash& flash, bool secure);
/// The `Set-Cookie` value that ends it.
[[nodiscard]] std::string expired_flash_cookie();
/// What the cookie of a request says; empty when there is none or it does not decode. Whoever can set a cookie could
/// have written it: it is input.
[[nodiscard]] std::optional<post_flash> read_flash(const http_request& request);

}  // namespace solder::detail
#endif
