#ifndef SOLDER_ROUTER_PATH_HPP
#define SOLDER_ROUTER_PATH_HPP
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// Gives `path` exactly one leading slash (none with `omit_slash`, or before `?` and `#`) and at most one trailing one.
/// `/` and the empty path become empty.
[[nodiscard]] std::string normalize_path(std::string_view path, bool omit_slash = false);

/// The pattern `to` below the pattern `from`, whose wildcard is dropped: `/team/*` and `list` give `/team/list`.
[[nodiscard]] std::string join_paths(std::string_view from, std::string_view to);

/// Where `path`, written in a page at `from`, leads in an application that lives below `base`.
///
/// A path that begins with `/` starts at the base, any other at `from`. Dot segments stay: `parse_location` resolves
/// them. Empty when a browser would leave the site for it: `https://e.org`, `//e.org`, `/\e.org`, `mailto:a@b.c`.
[[nodiscard]] std::optional<std::string> resolve_path(std::string_view base, std::string_view path,
                                                      std::string_view from = {});

/// The patterns that `pattern` stands for: `/item/:id?` is `/item` and `/item/:id`. Optional parameters that follow
/// each other directly are filled from the left; others combine freely, so `n` of those make 2^n patterns.
[[nodiscard]] std::vector<std::string> expand_optionals(std::string_view pattern);

}  // namespace solder
#endif
