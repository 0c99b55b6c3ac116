#ifndef SOLDER_SRC_HTML_PAGE_PLACING_HPP
#define SOLDER_SRC_HTML_PAGE_PLACING_HPP
#include "dom_writer.hpp"

namespace solder::detail {

/// A described piece of a page, in the page body: it becomes nodes of the document, made anew or taken over.
struct view_node {
    virtual ~view_node() = default;
    /// Whether it needs a hole for itself because what it shows changes; else it is a fixed range of nodes.
    virtual bool owns_hole() const { return true; }
    /// Whether its first or last node is a text that only its template knows.
    virtual bool has_text_at_edge() const { return false; }
    /// For one that owns a hole: shows itself there, now and from now on.
    virtual void fill(node_id) {}
    /// For a range: its nodes, not yet inserted; while hydrating, claimed at the cursor of `hole`.
    virtual dom_range make_range(node_id) { return {}; }
};

/// A marked hole that is not in the document yet: content is built there while something else shows. The document
/// forgets it with the current owner.
dom_range make_waiting_place();
/// Places `content` as all there is in `hole`.
void fill_hole(const view& content, node_id hole);
/// Places `content` as one of several things in `hole`; to be inserted by the caller unless hydrating.
dom_range place_item(const view& content, node_id hole);
/// The same for what may be moved and removed by itself.
dom_range place_row(const view& content, node_id hole);
/// Places any value as all there is in `hole`; a computed one stays live.
void fill_hole_with(hole_value value, node_id hole);
/// Shows what `make` gives in `hole`, anew whenever what it reads changes.
void fill_hole_from(hole_computation make, node_id hole);

}  // namespace solder::detail
#endif
