#ifndef SOLDER_CORE_HPP
#define SOLDER_CORE_HPP
#include <solder/core/await_callback.hpp>
#include <solder/core/callback.hpp>
#include <solder/core/co_invoke.hpp>
#include <solder/core/cut_short.hpp>
#include <solder/core/environment.hpp>
#include <solder/core/error.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/core/start.hpp>
#include <solder/core/stop_token.hpp>
#include <solder/core/task.hpp>
#include <solder/core/timer.hpp>
#include <solder/core/url.hpp>
#include <solder/core/when_all.hpp>
#include <solder/core/when_any.hpp>

#endif
