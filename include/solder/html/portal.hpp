#ifndef SOLDER_HTML_PORTAL_HPP
#define SOLDER_HTML_PORTAL_HPP
#include <solder/html/view.hpp>

namespace solder {

struct portal_options {
    /// CSS selector of the element that the content is put into, after what is there; looked for once, when the content
    /// is shown. That element should stay as long as the portal. None fits: the console says so, and the content is at
    /// the end of the body.
    std::string mount = "body";
};

/// Shows `content()` elsewhere in the document, for dialogs and the like that nothing around them may cut off. It
/// belongs here all the same: contexts, boundaries and the end of this owner count for it. Only its events go up the
/// document from where it stands.
///
/// A server writes nothing; the content is made when the page has been taken over. It stands in a `div` without a box
/// of its own (`display: contents`).
view Portal(callback<view()> content, portal_options options = {});

}  // namespace solder
#endif
