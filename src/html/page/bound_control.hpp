#ifndef SOLDER_SRC_HTML_PAGE_BOUND_CONTROL_HPP
#define SOLDER_SRC_HTML_PAGE_BOUND_CONTROL_HPP
#include "dom_writer.hpp"
#include <solder/html/detail/bound_value.hpp>

namespace solder::detail {

/// A control whose template and content are there, and the signal that it follows and leads.
struct bound_control {
    node_id id;
    hole_kind kind;
    std::uint32_t event_name;
    hole_computation* value;
    control_writer write;
};

/// A hole that is not basic, with the node that it belongs to.
struct filled_hole {
    node_id id;
    hole_kind kind;
    std::uint32_t name;
    bool is_state;
    hole_value* value;
};

}  // namespace solder::detail
#endif
