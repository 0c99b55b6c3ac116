#ifndef SOLDER_ROUTER_LOCATION_HPP
#define SOLDER_ROUTER_LOCATION_HPP
#include <solder/reactive/signal.hpp>
#include <solder/router/router.hpp>

namespace solder {

/// The location of the page around, part by part; each is tracked on its own. A handle.
class page_location {
public:
    explicit page_location(router_state& router) : router_(&router) {}
    [[nodiscard]] const std::string& pathname() const { return router_->pathname(); }
    [[nodiscard]] const std::string& search() const { return router_->search(); }  ///< with `?`, or empty
    [[nodiscard]] const std::string& hash() const { return router_->hash(); }      ///< with `#`, or empty
    [[nodiscard]] const std::string& state() const { return router_->state(); }    ///< JSON text
    /// The values of `name` in the search, decoded, in order. To be told only of changes to that name, read it in a
    /// memo.
    [[nodiscard]] std::vector<std::string> query(std::string_view name) const;

private:
    router_state* router_;
};

[[nodiscard]] inline page_location use_location() { return page_location(use_router()); }

/// A tracked function: whether a navigation is on its way.
[[nodiscard]] inline auto use_is_routing() {
    return [router = &use_router()] { return router->is_routing(); };
}

/// A tracked function: where the target that `to` gives leads, from the route around; empty when out of the
/// application.
[[nodiscard]] memo<std::optional<std::string>> use_resolved_path(callback<std::string()> to);
/// The same as a link to it has it (HashRouter: `#/path`).
[[nodiscard]] memo<std::optional<std::string>> use_href(callback<std::string()> to);

}  // namespace solder
#endif
