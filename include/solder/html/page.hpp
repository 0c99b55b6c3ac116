#ifndef SOLDER_HTML_PAGE_HPP
#define SOLDER_HTML_PAGE_HPP
#include <cstdint>
#include <solder/html/event.hpp>
#include <solder/html/view.hpp>
#include <span>
#include <string>
#include <string_view>

/// The page body of `html`: descriptions become commands for a document (html/dom_commands.hpp). The `client` layer
/// hands these to the browser, tests to a document written in C++.
namespace solder {

/// The document at the other end of the commands.
class document_host {
public:
    virtual ~document_host() = default;
    virtual void flush(std::span<const std::uint32_t> words, std::string_view text) = 0;
    /// Hydrating: whether the node at the cursor of `hole` is the mark of a boundary that the server rendered with its
    /// fallback, or of content that the page leaves as it is; claims it. All commands so far were flushed.
    virtual bool claim_failure_mark(std::uint32_t hole) = 0;
};

/// Sets the document of this thread; not owned; null to take it away.
void set_document_host(document_host* host);

/// Hands over the commands collected so far; does nothing when there are none. Entry points from outside call it last.
void flush_document();

/// Takes over what the server rendered in the mount element: `root()` describes it. Call in the owner that the page
/// lives in.
void hydrate_page(callback<view()> root);
/// Shows what `root()` describes in the empty mount element.
void mount_page(callback<view()> root);

/// The title of the document while no `Title` is part of the page.
void set_default_title(std::string title);

/// Calls the handler that the document knows by `number`, in a batch. A number that is not in use does nothing.
void dispatch_event(std::uint32_t number, event& e);

namespace detail {
bool hydration_met_failure(std::uint32_t hole);
}  // namespace detail
}  // namespace solder
#endif
