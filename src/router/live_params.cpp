#include <solder/core/url.hpp>
#include <solder/router/live_params.hpp>

namespace solder {
namespace {

route_params merged(const std::vector<route_match>& matches) {
    route_params out;
    for (const auto& match : matches) out.merge(match.params);
    return out;
}

}  // namespace

live_params::live_params(signal<std::vector<route_match>> matches)
    : values_(create_memo_object([matches] { return merged(matches()); })) {}

std::string live_params::get(std::string_view name) const { return find(name).value_or(std::string()); }

std::string live_params::decoded(std::string_view name) const { return percent_decode_or_keep(get(name)); }

}  // namespace solder
