#ifndef SOLDER_SERVER_HTTP_HPP
#define SOLDER_SERVER_HTTP_HPP
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <solder/core/callback.hpp>
#include <solder/core/error.hpp>
#include <solder/server/http_headers.hpp>
#include <solder/wire/form.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace solder {

enum class http_method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

/// `GET`, `DELETE` ...; `other` is `OTHER`.
[[nodiscard]] std::string_view to_string(http_method method);
/// The inverse; case counts (RFC 9110, 9.1), an unknown word is `other`.
[[nodiscard]] http_method http_method_from(std::string_view word);

/// Why a multipart form was not read to its end.
struct form_refusal {
    unsigned status;  ///< 400, 413, 500 or 507
    error why;
};

/// One request: its body has arrived and is within the limits of the listener, or a `body_sink` has had enough of it.
struct http_request {
    http_method method = http_method::get;
    std::string target = {};  ///< as sent, without scheme and host: `/a%20b?c=d`
    std::string path = {};  ///< the part before `?`; percent escapes untouched, begins with `/` (or is `*` for OPTIONS)
    std::string query = {};  ///< the part after `?`, escapes untouched
    http_headers headers = {};
    std::string body = {};
    /// What a multipart body said, when it was read as it arrived; `body` is then empty. Files are on disk.
    std::optional<std::expected<form_fields, form_refusal>> form = std::nullopt;
    std::string peer = {};  ///< address of the client, for logs and rate limits
    bool secure = false;    ///< the client's connection is HTTPS
};

/// Splits a request target into `path` and `query`.
[[nodiscard]] std::pair<std::string_view, std::string_view> split_target(std::string_view target);

/// The cookie called `name` in a `Cookie` header, without the quotes it may be wrapped in. The first wins, since
/// browsers send the cookie with the longest path first (RFC 6265, 5.4).
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name);
/// The same over all `Cookie` headers of a request. The reply to the running request then counts as made of a cookie
/// (see `request_event::headers`); who reads its headers by hand says so in `Cache-Control`.
[[nodiscard]] std::optional<std::string_view> find_cookie(const http_request& request, std::string_view name);

/// One piece of a streamed body. An empty piece that is not the last is skipped.
struct body_piece {
    std::string text;
    bool last = false;
};

/// A body made while it is sent. The connection owns it, asks for one piece at a time, and asks for the next only when
/// the one before has been handed to the system: a slow reader slows the maker. When the client goes away the
/// stream is destroyed, also while a piece is being made.
class body_stream {
public:
    virtual ~body_stream() = default;
    /// Makes the next piece and calls `done` once, now or later, on this thread. A failure cuts the connection without
    /// a proper end, so that the reader can tell a broken page from a whole one.
    virtual void next(callback<void(result<body_piece>)> done) = 0;
    /// How many bytes all pieces together have, when that is known before the first: the reply then says so, and is
    /// not compressed. Fewer or more cut the connection.
    [[nodiscard]] virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

/// What is sent after the head: text of its own, text shared between responses, or a stream.
using http_body = std::variant<std::string, std::shared_ptr<const std::string>, std::unique_ptr<body_stream>>;

/// A response. Framing (`Content-Length`, `Transfer-Encoding`, `Connection`, `Date`) is the listener's and ignored
/// here. Answer HEAD as GET: the listener leaves the body out.
struct http_response {
    unsigned status = 200;  ///< 200 to 599; anything else is sent as 500
    http_headers headers = {};
    http_body body = {};
};

/// A plain text response, not to be stored by caches.
[[nodiscard]] http_response text_response(unsigned status, std::string text);

/// Adds headers that are right for every answer: no sniffing of content types, no framing by other sites, no full
/// referrer to other sites. Those already set stay.
void add_security_headers(http_headers& headers);

/// Work on a request whose reply is still to come. Destroying it gives the work up.
struct pending_reply {
    virtual ~pending_reply() = default;
    /// Whether a server that is told to stop gives it time to be done.
    [[nodiscard]] virtual bool holds_up_stop() const { return true; }
};

/// Takes the response: on the thread of the request, at most once. Destroyed without a call, the client gets a 500.
using http_reply = callback<void(http_response)>;

/// Takes a body as it arrives, where it shall not be whole in memory. Destroyed without `finish` when the client goes
/// away.
class body_sink {
public:
    virtual ~body_sink() = default;
    /// Takes the next bytes, of any number.
    /// @return false: enough. The request is answered now, and the connection closed after that
    virtual bool write(std::string_view bytes) = 0;
    /// No more is to come: hands over what it made of the bytes.
    virtual void finish(http_request& to) = 0;
};

/// What becomes of a body that is about to come.
struct body_choice {
    bool is_wanted = true;                      ///< false: the request is answered without it
    std::unique_ptr<body_sink> sink = nullptr;  ///< null: `http_request::body` takes it, up to `http_limits`
};

/// Chooses by the head of a request, which it may change. Called for requests that have a body.
using http_body_rule = callback<body_choice(http_request& head)>;

/// What an application is, as HTTP sees it. It calls `reply` before it returns, or later; in the second case it returns
/// the work that is under way, and the connection destroys that after the reply, or earlier when the client goes away.
/// A reply after that is ignored.
using http_handler = callback<std::unique_ptr<pending_reply>(http_request request, http_reply reply)>;

}  // namespace solder
#endif
