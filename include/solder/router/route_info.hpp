#ifndef SOLDER_ROUTER_ROUTE_INFO_HPP
#define SOLDER_ROUTER_ROUTE_INFO_HPP
#include <solder/core/shared_any.hpp>

namespace solder {

/// A value of the application's own that a route carries, for instance the words for a breadcrumb.
using route_info = shared_any;

}  // namespace solder
#endif
