#ifndef SOLDER_REACTIVE_HPP
#define SOLDER_REACTIVE_HPP
#include <solder/reactive/bridges.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/deferred.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/reactive/list_changes.hpp>
#include <solder/reactive/map_list.hpp>
#include <solder/reactive/owner.hpp>
#include <solder/reactive/selector.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/store.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>

#endif
