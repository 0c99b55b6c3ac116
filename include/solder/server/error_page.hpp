#ifndef SOLDER_SERVER_ERROR_PAGE_HPP
#define SOLDER_SERVER_ERROR_PAGE_HPP
#include <functional>
#include <solder/core/error.hpp>
#include <solder/html/view.hpp>
#include <solder/server/http.hpp>

namespace solder {

/// A failure that a browser is told of by a page of its own, since nothing of the application shows it.
struct page_failure {
    unsigned status;    ///< of the reply
    const error& what;  ///< as a visitor may see it: with a message that is public
    const http_request& request;
};

/// Describes that page. A link there needs the whole path: it knows of no `base`. It is rendered once, with the values
/// that are there at once, in the document of every page but without its program: handlers do nothing, links are
/// followed by the browser. Called on the thread of the request, for which `use_request`, cookies and sessions are
/// there. Status and a place that it navigates to do not count; when it fails, the page that solder has for that is
/// sent.
using error_page_component = std::function<view(const page_failure&)>;

}  // namespace solder
#endif
