#ifndef SOLDER_HTML_HPP
#define SOLDER_HTML_HPP
#include <solder/html/application.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/class_and_style.hpp>
#include <solder/html/client_only.hpp>
#include <solder/html/custom_event.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/event.hpp>
#include <solder/html/head.hpp>
#include <solder/html/html.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/list.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/html/portal.hpp>
#include <solder/html/routes.hpp>
#include <solder/html/typed_routes.hpp>
#include <solder/html/view.hpp>

#endif
