#ifndef SOLDER_QUERY_HPP
#define SOLDER_QUERY_HPP
#include <solder/query/action.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/create_async_store.hpp>
#include <solder/query/query.hpp>
#include <solder/query/response.hpp>
#include <solder/query/route_action.hpp>
#include <solder/query/route_data.hpp>
#include <solder/query/server_function.hpp>

#endif
