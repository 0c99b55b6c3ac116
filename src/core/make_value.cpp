#include <solder/core/make_value.hpp>

namespace solder::detail {

std::shared_ptr<void> own_value(void* value, void (*end)(void* value)) { return std::shared_ptr<void>(value, end); }

}  // namespace solder::detail
