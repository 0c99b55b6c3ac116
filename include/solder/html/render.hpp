#ifndef SOLDER_HTML_RENDER_HPP
#define SOLDER_HTML_RENDER_HPP
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
};

/// Renders what `root()` describes, waiting for every value that it reads. Runs in the current owner, which must
/// outlive the task. Fails with the error that no boundary caught.
[[nodiscard]] task<rendered_page> render_to_string_async(callback<view()> root);

}  // namespace solder
#endif
