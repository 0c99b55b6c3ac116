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
    /// Hydrating: claims the node at the cursor of `hole` if it is a comment of `kind` and a number: `!` (a boundary
    /// failed, or this content is left as it is), `?7` (content number 7 comes later). Gives that number, 0 without,
    /// and 1; 0 when it is none; `nothing_to_claim` when what is around differs and was made anew. All commands so far
    /// were flushed.
    virtual std::uint32_t claim_mark(std::uint32_t hole, char kind) = 0;
};

/// Sets the document of this thread; not owned; null to take it away.
void set_document_host(document_host* host);

#ifndef __wasm__
/// Sets who tells what a control of this thread's document holds, by the number of its node (`element_ref::value`).
/// Without one it is empty. In a browser the host is asked.
void set_value_reader(callback<std::string(std::uint32_t)> reader);

/// Makes and drops addresses of the files that are chosen in a control (`element_ref::chosen_file`).
struct file_url_keeper {
    callback<std::string(std::uint32_t node, std::size_t number)> make;
    callback<void(std::string_view url)> drop;
};
/// Sets that of this thread. Without one there are no addresses. In a browser the host has them.
void set_file_url_keeper(file_url_keeper keeper);
#endif

/// Hands over the commands collected so far; does nothing when there are none. Entry points from outside call it last.
void flush_document();

/// Takes over what the server rendered in the mount element: `root()` describes it. Call in the owner that the page
/// lives in.
void hydrate_page(callback<view()> root);
/// Shows what `root()` describes in the empty mount element.
void mount_page(callback<view()> root);

/// The content that the server sends later for a `Suspense` came: the document has it under `number`. Without, the page
/// makes it. Does nothing for one that is gone.
void show_late_content(std::uint32_t number, bool has_content);
/// No more comes: the page makes what is still missing.
void end_late_content();
/// Whether a `Suspense` waits for content that the server sends later.
[[nodiscard]] bool expects_late_content();

/// The title of the document while no `Title` is part of the page.
void set_default_title(std::string title);

/// Calls the handler that the document knows by `number`, in a batch. A number that is not in use does nothing.
void dispatch_event(std::uint32_t number, event& e);

namespace detail {
inline constexpr std::uint32_t nothing_to_claim = ~0u;
/// Flushes, and `document_host::claim_mark`.
std::uint32_t claim_mark(std::uint32_t hole, char kind);
}  // namespace detail
}  // namespace solder
#endif
