#ifndef SOLDER_SERVER_WEB_APPLICATION_HPP
#define SOLDER_SERVER_WEB_APPLICATION_HPP
#include <memory>
#include <solder/html/application.hpp>
#include <solder/server/http.hpp>
#include <solder/server/serve.hpp>
#include <solder/server/static_files.hpp>

namespace solder {

/// An application as a function from requests to responses: files of its bundle, calls of server functions, posted
/// forms, and pages. Knows no sockets; `handle` may be called on several threads, each with its clock and task queue
/// set.
class web_application {
public:
    /// @param files  the browser bundle; its `solder.js` and `app.wasm` make pages live. Without them pages work
    /// without
    ///               script only
    web_application(application app, static_files files);

    /// See `http_handler`. The work and everything made for it lives and dies with what this returns.
    [[nodiscard]] std::unique_ptr<pending_reply> handle(http_request request, http_reply reply) const;

private:
    struct shared_parts;  // src/server/web_application.cpp
    std::shared_ptr<const shared_parts> parts_;
};

struct web_server_options {
    serve_options listen = {};
    std::string bundle;  ///< folder of the browser bundle
};

namespace detail {
/// Options from the environment: `PORT`, `SOLDER_BUNDLE_DIR`. Errors: a port that is none.
[[nodiscard]] result<web_server_options> options_from_environment(std::string default_bundle);
int serve(application app, web_server_options options);
int refuse_to_start(const error& reason);
}  // namespace detail

/// Serves the application until it is told to stop (Ctrl-C, SIGTERM), then returns the exit status: 0, or 1 when it
/// cannot start, with one line on stderr that says why. Listens on 127.0.0.1 and `PORT` (8080), and prints
/// `listening on http://127.0.0.1:8080` once clients may connect.
inline int serve(application app) {
#ifdef SOLDER_BUNDLE_DIR
    auto options = detail::options_from_environment(SOLDER_BUNDLE_DIR);  // set by solder_add_app
#else
    auto options = detail::options_from_environment("");
#endif
    return options ? detail::serve(std::move(app), std::move(*options)) : detail::refuse_to_start(options.error());
}

}  // namespace solder
#endif
