#include <solder/html/custom_event.hpp>

// A server calls no handlers.

namespace solder::detail {

void ask_for_details() {}
bool read_detail(const event&, json_read, void*) { return false; }

}  // namespace solder::detail
