#ifndef SOLDER_ROUTER_LIVE_PARAMS_HPP
#define SOLDER_ROUTER_LIVE_PARAMS_HPP
#include <solder/router/branches.hpp>
#include <solder/router/memo_object.hpp>

namespace solder {

/// The parameters of the routes that are shown; those of deeper levels win. Each is tracked by itself. A handle.
class live_params {
public:
    /// @param matches  tracked
    explicit live_params(signal<std::vector<route_match>> matches);

    /// As it stands in the URL; empty when there is none.
    [[nodiscard]] std::string get(std::string_view name) const { return find(name).value_or(std::string()); }
    /// Percent-decoded; a malformed one unchanged.
    [[nodiscard]] std::string decoded(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const { return values_.find(name); }
    /// Tracked with the value.
    [[nodiscard]] bool contains(std::string_view name) const { return values_.contains(name); }
    /// Those of the current routes, tracked as a whole.
    [[nodiscard]] route_params all() const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    signal<std::vector<route_match>> matches_;
    memo_object<std::string> values_;
};

}  // namespace solder
#endif
