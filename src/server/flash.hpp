#ifndef SOLDER_SRC_SERVER_FLASH_HPP
#define SOLDER_SRC_SERVER_FLASH_HPP
#include "request_scope.hpp"
#include <optional>
#include <solder/query/shipped_data.hpp>
#include <solder/server/http.hpp>

namespace solder::detail {

/// Sets the sealed cookie that carries a post's outcome to the page shown next, for a minute. Files stay
/// behind, and fields whose name tells of a secret: it has password, passwd, pwd, secret, token, cvc or cvv in it, in
/// whatever case, or is pin. What is too large for a cookie goes: messages from 500 bytes on, those of fields from 1
/// 000 on together; then the longest fields, the bound arguments and the result. Sets none when nothing is left to
/// tell.
void leave_flash(request_scope& scope, post_flash flash);

/// What the cookie of the request says, when one of our keys opens it and the request is for a page to be shown.
[[nodiscard]] std::optional<post_flash> find_post_flash(request_scope& scope);
/// Makes the browser forget it: the page that the reply has shows it.
void forget_post_flash(request_scope& scope);

}  // namespace solder::detail
#endif
