#ifndef SOLDER_SERVER_WEB_APPLICATION_HPP
#define SOLDER_SERVER_WEB_APPLICATION_HPP
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <solder/html/application.hpp>
#include <solder/server/endpoint.hpp>
#include <solder/server/error_page.hpp>
#include <solder/server/middleware.hpp>
#include <solder/server/request_event.hpp>
#include <solder/server/sealing_keys.hpp>
#include <solder/server/serve.hpp>
#include <solder/server/static_files.hpp>
#include <solder/server/uploads.hpp>
#include <string>
#include <vector>

namespace solder {

/// How a page with a `Suspense` is answered whose values are not there yet.
enum class page_mode : std::uint8_t {
    /// The page with fallbacks at once, and what takes their place as soon as it is there, in whatever order. Only to
    /// browsers (`Accept` names `text/html`); those without script are led to get pages whole.
    streamed,
    whole,      ///< when all values are there
    fallbacks,  ///< with fallbacks, and the browser fetches what is missing
};

/// What an application may be told beside its pages.
struct web_application_options {
    /// Addresses that show no page: `{{http_method::get, "/feed.xml", feed}}`. `serve` does not start with one whose
    /// path is no pattern; elsewhere such a one answers nothing.
    std::vector<endpoint> endpoints = {};
    /// For sessions and flashes. Empty: what `SOLDER_SECRET` says in `serve`, and a random one outside of it, with
    /// which everything sealed ends with the process.
    std::optional<sealing_keys> keys = std::nullopt;
    /// Origins whose pages may call functions that write, besides our own: `https://app.example.org`, compared as a
    /// whole. `serve` does not start with one that is not an origin; elsewhere such a one allows nothing.
    std::vector<std::string> allowed_origins = {};
    /// The names, without port, by which this site may be asked (`Host`): `app.example.org`, `localhost`. Others get
    /// 421. Empty: any name. Without it whoever owns a name can point it here, and the pages of that name then read
    /// what our visitors may read without a login (DNS rebinding).
    std::vector<std::string> allowed_hosts = {};
    /// Called first for each request that the listener lets through, files of the bundle included; the response that it
    /// gives is sent. Several threads call it.
    request_middleware on_request = {};
    /// Called last for each response to those. Several threads call it.
    response_middleware on_response = {};
    /// Called once for each failure of a server function that was called, of a query or function that a page reads, and
    /// of what else a page fails with that is not public. It may tell somebody, and give another error in its place;
    /// when it throws, the error stays. Answers such as redirects are no failures. Several threads call it.
    error_hook on_error = {};
    /// What a browser is shown of a failure that no page of the application shows: an error that no boundary takes, a
    /// place without a route, an address or a form that is refused. Empty: a plain page in English.
    error_page_component error_page = {};
    page_mode pages = page_mode::streamed;
    /// After this a streamed page ends, whatever is still missing: the browser asks for that itself.
    std::chrono::milliseconds stream_time{30'000};
    /// The header `Content-Security-Policy` of pages; empty: none. It may stand in several lines. `{nonce}` in it
    /// becomes a random text that is new for each page and stands on each of its scripts: `script-src 'nonce-{nonce}'
    /// 'strict-dynamic' 'wasm-unsafe-eval'`.
    std::string content_security_policy = {};
    /// Pages and replies of 1 KB and more are compressed for clients that take `br` or `gzip`. Not where a proxy in
    /// front does that, and not a page that its maker marks `Cache-Control: no-transform`.
    bool compress = true;
    /// For forms with files. `serve` does not start when the folder that is given cannot be written, nor, with a
    /// function that takes files, when the system has none.
    upload_options uploads = {};
    /// The time of day, for the expiry of what is sealed; tests set one.
    std::chrono::sys_seconds (*wall_time)() = nullptr;
};

/// An application as a function from requests to responses: files of its bundle, calls of server functions, posted
/// forms, and pages. Knows no sockets; `handle` may be called on several threads, each with its clock and task queue
/// set.
class web_application {
public:
    /// @param files  the browser bundle; its `solder.js` and `app.wasm` make pages live. Without them pages work
    ///               without script only
    web_application(application app, static_files files, web_application_options options = {});

    /// See `http_handler`. The work and everything made for it lives and dies with what this returns.
    [[nodiscard]] std::unique_ptr<pending_reply> handle(http_request request, http_reply reply) const;
    /// See `http_body_rule`. A multipart form may also be handed to `handle` as text.
    [[nodiscard]] body_choice choose_body(http_request& head) const;

private:
    struct shared_parts;  // src/server/web_application.cpp
    std::shared_ptr<const shared_parts> parts_;
};

struct web_server_options {
    serve_options listen = {};
    std::string bundle;  ///< folder of the browser bundle
    web_application_options application = {};
    bool is_watched = false;  ///< pages that are open load again when the program has been started anew
};

namespace detail {
/// What is given, with what the environment says instead (see `serve`). Errors: a port that is none, a
/// `SOLDER_BEHIND_PROXY` or `SOLDER_WATCH` that is neither 0 nor 1; allowed hosts that are none, or a list of them
/// without any; a policy that no header can carry; a folder for uploads that cannot be written; keys that are none, or
/// are missing where they are needed.
[[nodiscard]] result<web_server_options> options_from_environment(std::string default_bundle,
                                                                  web_application_options options,
                                                                  serve_options listen = {});
/// The keys to seal with: those of `secret` (null or empty: none was given), else a random one, with a note in the log.
/// Errors: a secret that is none; `is_release` and none where one is needed.
[[nodiscard]] result<sealing_keys> choose_keys(const char* secret, bool are_needed, bool is_release);
int serve(application app, web_server_options options);
int refuse_to_start(const error& reason);
}  // namespace detail

/// Serves the application until it is told to stop (Ctrl-C, SIGTERM), then returns the exit status: 0, or 1 when it
/// cannot start, with one line on stderr that says why. Prints `listening on http://127.0.0.1:8080` once clients may
/// connect.
///
/// The environment wins over what is given: `PORT`, `SOLDER_ADDRESS` and `SOLDER_BEHIND_PROXY` (1 or 0) say what
/// `listen` says, `SOLDER_ALLOWED_HOSTS` (names with commas between) the allowed hosts, and `SOLDER_BUNDLE_DIR` names
/// the folder of the browser bundle. With `SOLDER_WATCH` 1, as scripts/watch.sh sets it, pages that are open load again
/// when the program has been started anew.
///
/// A release build (NDEBUG) that uses sessions, or has server functions that write, does not start without
/// `SOLDER_SECRET`; a debug build takes a random key and says so.
inline int serve(application app, web_application_options options = {}, serve_options listen = {}) {
#ifdef SOLDER_BUNDLE_DIR
    constexpr auto* bundle = SOLDER_BUNDLE_DIR;  // set by solder_add_app
#else
    constexpr auto* bundle = "";
#endif
    auto all = detail::options_from_environment(bundle, std::move(options), std::move(listen));
    return all ? detail::serve(std::move(app), std::move(*all)) : detail::refuse_to_start(all.error());
}

}  // namespace solder
#endif
