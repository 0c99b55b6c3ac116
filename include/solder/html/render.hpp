#ifndef SOLDER_HTML_RENDER_HPP
#define SOLDER_HTML_RENDER_HPP
#include <cstdint>
#include <memory>
#include <optional>
#include <solder/core/task.hpp>
#include <solder/html/view.hpp>
#include <string>

/// The server body of `html`: descriptions become markup.
namespace solder {

struct rendered_page {
    std::string html;   ///< what goes into the mount element
    std::string title;  ///< set by `Title`; empty when none was placed
    std::string head;   ///< markup for the head, of `Meta` and `Link`; the page body knows it by `data-head`
    unsigned status = 200;
    bool shows_failure = false;  ///< an `ErrorBoundary` shows its fallback
    bool lacks_route = false;    ///< a `Router` has none for its place; `status` is 404 then, unless another was said
};

/// Renders what `root()` describes, waiting for every value that it reads. Runs in the current owner, which must
/// outlive the task. Fails with the error that no boundary caught.
[[nodiscard]] task<rendered_page> render_to_string_async(callback<view()> root);

/// Renders what `root()` describes with the values that are there at once: `Suspense` shows its fallback in place of
/// those that are not, what stands outside of any is shown without them, and the page body fetches them. Fails as
/// above.
[[nodiscard]] result<rendered_page> render_to_string(callback<view()> root);

/// The content of a `Suspense`, sent after the page that showed its fallback.
struct late_content {
    std::uint32_t number;  ///< of the comment `?7` that the fallback stands behind
    /// What takes the place of that comment and the fallback. None: it failed, and the page body has to make it.
    std::optional<std::string> html;
    std::string title = {};  ///< of the document from then on; empty: as it is
    /// More markup for the head: of `Meta` and `Link` that say what no piece has said before.
    std::string head = {};
    unsigned status = 200;  ///< by `HttpStatus`, too late for the reply of the page
};

/// A page that is sent in pieces: first all but what a `Suspense` waits for, then the content of each as its values
/// come, in that order. What stands outside of any `Suspense` is waited for.
///
/// Pieces are made when they are asked for. Destroying it ends what was made for the page, and with that the fetches
/// nobody else waits for. Outlives the tasks that it gives; lives no longer than the owner it was made in.
class page_stream {
public:
    explicit page_stream(callback<view()> root);
    page_stream(page_stream&&) noexcept;
    ~page_stream();

    /// The page with fallbacks; once, and first. Fails with the error that no boundary caught.
    [[nodiscard]] task<rendered_page> shell();
    /// The content of the next `Suspense` that is whole; empty when none is left. One call at a time. Fails with a
    /// redirect that a query gave: the page leads there.
    [[nodiscard]] task<std::optional<late_content>> next();
    /// Whether there is nothing (more) to be sent.
    [[nodiscard]] bool is_whole() const;

private:
    struct parts;  // src/html/server/render.cpp
    std::unique_ptr<parts> parts_;
};

/// A `page_stream` in the current owner.
[[nodiscard]] page_stream render_to_stream(callback<view()> root);

}  // namespace solder
#endif
