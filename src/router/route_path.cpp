#include <solder/router/route_path.hpp>

namespace solder {

route_paths::route_paths(std::initializer_list<path_literal> literals) {
    for (const auto& literal : literals) others_.emplace_back(literal.text);
}

std::vector<std::string> route_paths::texts() const {
    auto out = others_;
    if (has_literal_) out.emplace_back(literal_);
    return out;
}

}  // namespace solder
