#ifndef SOLDER_HTML_PAGE_BOUND_CONTROL_HPP
#define SOLDER_HTML_PAGE_BOUND_CONTROL_HPP
#include "dom_writer.hpp"

namespace solder::detail {

/// A control whose template and content are there, and the signal that it follows and leads.
struct bound_control {
    node_id id;
    hole_kind kind;
    std::uint32_t event_name;
    hole_computation* value;
};

/// A hole that is not basic, with the node that it belongs to.
struct filled_hole {
    node_id id;
    hole_kind kind;
    std::uint32_t name;
    std::string_view attribute;
    hole_value* value;
};

}  // namespace solder::detail
#endif
