#ifndef SOLDER_SOLDER_HPP
#define SOLDER_SOLDER_HPP
#include <solder/core.hpp>
#include <solder/html.hpp>
#include <solder/query.hpp>
#include <solder/reactive.hpp>
#include <solder/router.hpp>

/// All that the shared sources of an application use.

#endif
