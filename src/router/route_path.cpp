#include <solder/router/route_path.hpp>

namespace solder {

std::vector<std::string> route_paths::texts() const {
    std::vector<std::string> out(literals_.begin(), literals_.begin() + static_cast<std::ptrdiff_t>(count_));
    out.insert(out.end(), others_.begin(), others_.end());
    return out;
}

}  // namespace solder
