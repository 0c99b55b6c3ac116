#ifndef SOLDER_ROUTER_HPP
#define SOLDER_ROUTER_HPP
#include <solder/router/location.hpp>
#include <solder/router/path.hpp>
#include <solder/router/primitives.hpp>
#include <solder/router/route.hpp>
#include <solder/router/router.hpp>
#include <solder/router/use_search_params.hpp>

#endif
