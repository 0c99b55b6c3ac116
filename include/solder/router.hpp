#ifndef SOLDER_ROUTER_HPP
#define SOLDER_ROUTER_HPP
#include <solder/router/primitives.hpp>
#include <solder/router/route.hpp>
#include <solder/router/router.hpp>

#endif
