#include <ranges>
#include <solder/core/url.hpp>
#include <solder/router/live_params.hpp>

namespace solder {

live_params::live_params(signal<std::vector<route_match>> matches)
    : matches_(matches), values_([matches](std::string_view name) -> std::optional<std::string> {
          for (const auto& match : std::views::reverse(matches())) {
              if (const auto* value = match.params.find(name)) return *value;
          }
          return std::nullopt;
      }) {}

std::string live_params::decoded(std::string_view name) const { return percent_decode_or_keep(get(name)); }

route_params live_params::all() const {
    route_params out;
    for (const auto& match : matches_()) out.merge(match.params);
    return out;
}

std::vector<std::string> live_params::names() const {
    std::vector<std::string> out;
    for (const auto& [name, value] : all()) out.push_back(name);
    return out;
}

}  // namespace solder
