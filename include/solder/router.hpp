#ifndef SOLDER_ROUTER_HPP
#define SOLDER_ROUTER_HPP
#include <solder/router/router.hpp>

#endif
