#ifndef SOLDER_CLIENT_LOCAL_STORAGE_HPP
#define SOLDER_CLIENT_LOCAL_STORAGE_HPP
#include <optional>
#include <string>
#include <string_view>

namespace solder {

/// Texts that the browser keeps under a name, also when the page is closed (`localStorage`). All pages of one origin
/// share them, whatever their path: choose a name that says whose it is. Another tab may change one between two calls.

/// Empty when there is none, or when the browser keeps none for this page.
[[nodiscard]] std::optional<std::string> read_local_storage(std::string_view name);
/// False when the browser refuses: there is no room (5 MB for all names is usual), or it keeps nothing for this page.
/// What was there before stays.
[[nodiscard]] bool write_local_storage(std::string_view name, std::string_view text);

}  // namespace solder
#endif
