#ifndef SOLDER_SRC_SERVER_REQUEST_PARSER_HPP
#define SOLDER_SRC_SERVER_REQUEST_PARSER_HPP
#include <cstddef>
#include <memory>
#include <solder/server/http.hpp>
#include <string_view>

namespace solder::detail {

/// Turns bytes into requests, one after the other. Boost.Beast's parser inside, kept out of all other files because it
/// costs 20 seconds of compile time; what Beast lets through and we do not is refused in request_parser.cpp.
class request_parser {
public:
    enum class state { empty, header, body, done, refused };

    /// @param choose_body  asked once the head of a request with a body is there
    request_parser(std::size_t header_bytes, std::size_t body_bytes, http_body_rule choose_body = {});
    ~request_parser();
    request_parser(const request_parser&) = delete;
    request_parser& operator=(const request_parser&) = delete;

    /// Takes what it can of `bytes`, at most up to the end of the current request.
    /// @return how many bytes were taken; the rest must be offered again, together with what comes after
    std::size_t feed(std::string_view bytes);
    [[nodiscard]] state now() const;

    /// The status that answers a refused request: 400, 413, 414, 417, 431, 501 or 505.
    [[nodiscard]] unsigned refusal() const;
    /// The status that answers a head there is no room for: 414 while its first line goes on, else 431.
    [[nodiscard]] unsigned size_refusal() const;
    /// The client waits for "100 Continue" before it sends the body. True once per request.
    [[nodiscard]] bool take_expects_continue();
    /// The body goes to a sink.
    [[nodiscard]] bool has_sink() const;
    /// In state `done`: the rest of the body is not wanted, so that no other request can follow.
    [[nodiscard]] bool is_cut_short() const;
    /// In state `done`: whether the connection may go on after the response.
    [[nodiscard]] bool keep_alive() const;
    /// The request, as far as it is known, is one whose response has no body.
    [[nodiscard]] bool is_head() const;
    /// The client is too old for chunked bodies.
    [[nodiscard]] bool is_http_1_0() const;
    /// Forgets the current request, and drops its sink.
    void restart();
    /// In state `done`: hands out the request and gets ready for the next.
    [[nodiscard]] http_request take();

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

}  // namespace solder::detail
#endif
