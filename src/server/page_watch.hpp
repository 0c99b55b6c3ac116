#ifndef SOLDER_SRC_SERVER_PAGE_WATCH_HPP
#define SOLDER_SRC_SERVER_PAGE_WATCH_HPP
#include <memory>
#include <optional>
#include <solder/html/application.hpp>
#include <solder/server/http.hpp>
#include <string>

namespace solder::detail {

/// While somebody works on a program (`SOLDER_WATCH`, set by scripts/watch.sh), pages that are open are loaded again
/// once it has been started anew. A page asks which start it is of; the answer comes when it is of another one.
class page_watch {
public:
    page_watch();
    /// Has the pages of the application ask.
    void add_to(application& app) const;
    /// Takes what a page asks. Called first; the middleware and the log of an application hear nothing of it.
    /// @param reply  is taken when this gives a value
    /// @return nothing for other requests; what waits, or null when the reply was given
    [[nodiscard]] std::optional<std::unique_ptr<pending_reply>> take(const http_request& request,
                                                                     http_reply& reply) const;

private:
    std::string start_;  // of this process
};

}  // namespace solder::detail
#endif
