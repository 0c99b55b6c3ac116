#ifndef SOLDER_SRC_SERVER_CONNECTION_HPP
#define SOLDER_SRC_SERVER_CONNECTION_HPP
#include "read_buffer.hpp"
#include "request_parser.hpp"
#include "response_head.hpp"
#include "time_from_now.hpp"
#include "worker.hpp"
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <solder/server/http.hpp>
#include <string>

namespace solder::detail {

/// One client. A state machine that `turn` moves on as far as it goes; every event (bytes came, room to write, the
/// reply is there) notes itself and calls `turn`. At most one read waits at any time, also while a request is handled:
/// that is how a client that goes away is noticed. (A client that closes its sending half counts as gone.)
class connection : public std::enable_shared_from_this<connection> {
public:
    using time_point = std::chrono::steady_clock::time_point;

    connection(worker& owner, boost::asio::ip::tcp::socket socket);
    void start();
    /// Ends at once. What the request still does is destroyed.
    void close();
    /// No request has begun, or none that a stop waits for.
    [[nodiscard]] bool idle() const;
    [[nodiscard]] time_point deadline() const { return deadline_; }
    /// The deadline has passed.
    void expire();
    /// The client has gone while its request is answered, and no read waits that would have told.
    [[nodiscard]] bool has_lost_client();

    [[nodiscard]] std::size_t slot() const { return slot_; }
    void set_slot(std::size_t slot) { slot_ = slot; }

    // Called by tickets. `number` tells an answer to an earlier request.
    void take(std::uint64_t number, std::optional<http_response> reply);
    void take(std::uint64_t number, result<body_piece> piece);

private:
    enum class phase { reading, handling, writing, lingering, closed };

    void turn();
    void turn_soon();
    void wait_for_bytes();
    bool make_room();
    void on_bytes(const boost::system::error_code& ec, std::size_t count);

    bool read_request();
    void note_stage();
    bool send_continue();
    void handle();
    void add_client(http_request& request) const;

    void refuse(unsigned status);
    void respond(http_response response, bool keep);
    bool write();
    void pull();
    bool keeps_promise(const body_piece& piece);
    void add_piece();
    bool flush();
    void wait_for_room();
    void finish();
    void linger();
    void note_progress(std::chrono::milliseconds most_pause);
    void set_deadline(std::chrono::milliseconds from_now) { deadline_ = time_from_now(from_now); }

    worker& owner_;
    boost::asio::ip::tcp::socket socket_;
    std::size_t slot_ = 0;
    std::string peer_;
    phase phase_ = phase::reading;
    time_point deadline_ = time_point::max();
    time_point last_deadline_ = time_point::max();  ///< where progress moves `deadline_`: not beyond
    bool body_follows_ = false;                     ///< that nobody wants: the client may still be sending it

    read_buffer in_;
    bool reading_ = false, waiting_to_write_ = false;
    request_parser parser_;
    request_parser::state stage_ = request_parser::state::empty;

    // The request being answered.
    std::uint64_t number_ = 0;
    bool calling_ = false;  ///< a handler or stream is on the stack: its answer is picked up when it returns
    bool is_head_ = false, is_http_1_0_ = false, keep_ = true, chunked_ = false;
    std::unique_ptr<pending_reply> operation_;
    std::optional<http_response> reply_;

    // The response being sent: `head_`, the body and `tail_` as one gathered write.
    std::string head_;
    std::string text_;
    std::shared_ptr<const std::string> shared_text_;
    std::array<std::string_view, 3> out_;
    std::unique_ptr<body_stream> stream_;
    std::optional<std::uint64_t> stream_left_;  ///< bytes that it has promised and not made
    std::optional<result<body_piece>> piece_;
    bool asking_ = false, last_piece_ = false;
    bool is_write_new_ = false;  ///< something came to be sent, or has left, since a wait for room began
    bool end_tells_ = false;     ///< a proper end of the connection would say that the body is whole
};

}  // namespace solder::detail
#endif
