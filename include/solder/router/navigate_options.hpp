#ifndef SOLDER_ROUTER_NAVIGATE_OPTIONS_HPP
#define SOLDER_ROUTER_NAVIGATE_OPTIONS_HPP
#include <optional>
#include <string>

namespace solder {

struct navigate_options {
    /// Whether `to` is taken relative to the route that navigates and below the base; false: as it is. Empty: yes, but
    /// for an empty `to` and one that begins with `?`.
    std::optional<bool> resolve = std::nullopt;
    bool replace = false;    ///< the current history entry is replaced
    bool scroll = true;      ///< go to the top of the page
    std::string state = {};  ///< JSON text kept with the history entry

    friend bool operator==(const navigate_options&, const navigate_options&) = default;
};

}  // namespace solder
#endif
