#include "connection.hpp"
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <cstdio>
#include <exception>
#include <netinet/tcp.h>
#include <solder/core/ascii.hpp>
#include <sys/socket.h>

namespace solder::detail {
namespace {

using namespace std::chrono_literals;
using stage = request_parser::state;
namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t first_buffer_bytes = 4 * 1024;
constexpr std::size_t body_buffer_bytes = 16 * 1024;
constexpr auto linger_time = 1000ms;
/// Requests answered without a look at other connections, when a client sends many at once.
constexpr unsigned requests_per_turn = 16;

/// The right to answer once. Destroyed unused, it answers by itself with what `Default` gives.
template <class Answer, Answer (*Default)()>
class ticket {
public:
    ticket(std::weak_ptr<connection> to, std::uint64_t number) : to_(std::move(to)), number_(number) {}
    ticket(ticket&&) noexcept = default;
    ~ticket() {
        if (const auto to = std::exchange(to_, {}).lock()) to->take(number_, Default());
    }
    void operator()(Answer answer) {
        if (const auto to = std::exchange(to_, {}).lock()) to->take(number_, std::move(answer));
    }

private:
    std::weak_ptr<connection> to_;  // empty once used or moved from
    std::uint64_t number_;
};

http_response no_reply() { return text_response(500, "Something went wrong.\n"); }
result<body_piece> no_piece() { return fail("a body stream gave up without a word"); }
using reply_ticket = ticket<http_response, no_reply>;
using piece_ticket = ticket<result<body_piece>, no_piece>;

/// Calls code of the application; this is the border that no exception crosses.
template <class Fn>
bool survives(const char* what, Fn call) {
    try {
        call();
        return true;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "solder: an exception left a %s: %s\n", what, e.what());
    } catch (...) {
        std::fprintf(stderr, "solder: an exception of unknown type left a %s\n", what);
    }
    return false;
}

/// The last element of a comma-separated list: what the proxy next to us added.
std::string_view last_of_list(std::string_view list) {
    list = list.substr(list.find_last_of(',') + 1);
    const auto first = list.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return list.substr(first, list.find_last_not_of(" \t") - first + 1);
}

std::string_view refusal_text(unsigned status) {
    switch (status) {
        case 408:
            return "The request took too long to arrive.\n";
        case 413:
            return "The request body is too large.\n";
        case 414:
            return "The address is too long.\n";
        case 417:
            return "The expectation is unknown.\n";
        case 431:
            return "The request headers are too large.\n";
        case 501:
            return "The transfer encoding is unknown.\n";
        case 505:
            return "The HTTP version is unknown.\n";
        default:
            return "The request is not proper HTTP.\n";
    }
}

}  // namespace

connection::connection(worker& owner, asio::ip::tcp::socket socket)
    : owner_(owner),
      socket_(std::move(socket)),
      parser_(owner.limits().header_bytes, owner.limits().body_bytes, [this](http_request& head) {
          add_client(head);
          return owner_.choose_body(head);
      }) {}

void connection::start() {
    error_code ec;
    const auto self = shared_from_this();
    if (const auto from = socket_.remote_endpoint(ec); !ec) peer_ = from.address().to_string(ec);
    socket_.set_option(asio::ip::tcp::no_delay(true), ec);
    socket_.non_blocking(true, ec);
    if (ec) return close();
    set_deadline(owner_.limits().idle_time);
    turn();
}

bool connection::idle() const {
    if (phase_ == phase::handling) return operation_ && !operation_->holds_up_stop();
    return phase_ == phase::lingering || (phase_ == phase::reading && stage_ == stage::empty && in_.empty());
}

void connection::close() {
    if (phase_ == phase::closed) return;
    const auto self = shared_from_this();
    phase_ = phase::closed;
    ++number_;  // tickets that come back from here on are for nobody
    operation_.reset();
    parser_.restart();
    stream_.reset();
    reply_.reset();
    piece_.reset();
    error_code ec;
    // Reset instead of a proper end, which would say that the body is whole.
    if (end_tells_) socket_.set_option(asio::socket_base::linger(true, 0), ec);
    socket_.close(ec);
    owner_.remove(*this);
}

void connection::expire() {
    deadline_ = time_point::max();
    const bool mid_request = phase_ == phase::reading && stage_ != stage::empty;
    if (!mid_request) return close();
    refuse(408);
    turn();
}

/// A client that has sent ahead fills the room for that: reading rests until its request is answered, and its end
/// stands behind what was not read.
bool connection::has_lost_client() {
    const bool waits = phase_ == phase::handling || (phase_ == phase::writing && asking_);
    if (!waits || reading_) return false;
    tcp_info about{};
    socklen_t size = sizeof about;
    return ::getsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_INFO, &about, &size) == 0 &&
           about.tcpi_state != TCP_ESTABLISHED;
}

void connection::turn() {
    const auto self = shared_from_this();
    for (unsigned requests = 0;;) {
        switch (phase_) {
            case phase::reading:
                if (++requests > requests_per_turn) return turn_soon();
                if (!read_request()) return wait_for_bytes();
                break;
            case phase::handling:
                if (!reply_) return wait_for_bytes();
                operation_.reset();
                respond(*std::exchange(reply_, std::nullopt), keep_);
                break;
            case phase::writing:
                if (!write()) return;
                finish();
                break;
            case phase::lingering:
                in_.clear();
                note_progress(linger_time);
                return wait_for_bytes();
            case phase::closed:
                return;
        }
    }
}

void connection::turn_soon() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->turn(); });
}

// Reading

void connection::wait_for_bytes() {
    if (reading_ || !make_room()) return;
    reading_ = true;
    socket_.async_read_some(
        asio::buffer(in_.free_space(), in_.free_bytes()),
        [self = shared_from_this()](const error_code& ec, std::size_t count) { self->on_bytes(ec, count); });
}

bool connection::make_room() {
    const std::size_t most = std::max(owner_.limits().header_bytes + 1024, body_buffer_bytes);
    if (in_.make_room(stage_ == stage::body ? body_buffer_bytes : first_buffer_bytes, most)) return true;
    if (phase_ != phase::reading) return false;  // a client that sends ahead waits for its turn
    refuse(parser_.size_refusal());
    turn_soon();
    return false;
}

void connection::on_bytes(const error_code& ec, std::size_t count) {
    reading_ = false;
    if (phase_ == phase::closed) return;
    if (ec) return close();
    in_.added(count);
    turn();
}

/// @return whether the phase has changed
bool connection::read_request() {
    while (!in_.empty()) {
        const std::size_t taken = parser_.feed(in_.bytes());
        in_.drop(taken);
        if (parser_.now() >= stage::done || taken == 0) break;
    }
    note_stage();
    switch (stage_) {
        case stage::refused:
            body_follows_ = parser_.refusal() == 413;
            refuse(parser_.refusal());
            return true;
        case stage::done:
            handle();
            return true;
        default:
            if (parser_.take_expects_continue() && in_.empty() && !send_continue()) {
                close();
                return true;
            }
            return false;
    }
}

void connection::note_stage() {
    const auto& limits = owner_.limits();
    const stage now = parser_.now();
    const bool is_streamed = now == stage::body && parser_.has_sink();
    if (now != stage_) {
        stage_ = now;
        if (now == stage::header) set_deadline(limits.header_time);
        if (now == stage::body) set_deadline(is_streamed ? limits.streamed_body_time : limits.body_time);
        last_deadline_ = deadline_;
    }
    if (is_streamed) note_progress(limits.body_time);
}

void connection::note_progress(std::chrono::milliseconds most_pause) {
    deadline_ = std::min(time_from_now(most_pause), last_deadline_);
}

bool connection::send_continue() {
    constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    error_code ec;
    return socket_.write_some(asio::buffer(line), ec) == line.size();
}

// Handling

void connection::handle() {
    is_http_1_0_ = parser_.is_http_1_0();
    keep_ = parser_.keep_alive();
    body_follows_ = parser_.is_cut_short();
    http_request request = parser_.take();
    is_head_ = request.method == http_method::head;
    add_client(request);
    phase_ = phase::handling;
    deadline_ = time_point::max();
    calling_ = true;
    const bool ok = survives("request handler", [&] {
        operation_ = owner_.handler()(std::move(request), reply_ticket(weak_from_this(), ++number_));
    });
    if (!ok) reply_ = no_reply();
    calling_ = false;
}

void connection::add_client(http_request& request) const {
    request.peer = peer_;
    if (!owner_.options().behind_proxy) return;
    if (const auto from = request.headers.all("x-forwarded-for"); !from.empty()) {
        request.peer = last_of_list(from.back());
    }
    const auto protocol = request.headers.all("x-forwarded-proto");
    request.secure = !protocol.empty() && same_ignoring_case(last_of_list(protocol.back()), "https");
}

void connection::take(std::uint64_t number, std::optional<http_response> reply) {
    if (number != number_ || phase_ != phase::handling || reply_) return;
    reply_ = std::move(reply);
    if (!calling_) turn_soon();
}

void connection::take(std::uint64_t number, result<body_piece> piece) {
    if (number != number_ || !asking_) return;
    asking_ = false;
    piece_ = std::move(piece);
    if (!calling_) turn_soon();
}

// Writing

void connection::refuse(unsigned status) {
    is_head_ = parser_.is_head();
    respond(text_response(status, std::string(refusal_text(status))), false);
}

void connection::respond(http_response response, bool keep) {
    phase_ = phase::writing;
    const bool ok = response.status >= 200 && response.status <= 599;
    if (!ok) response = no_reply();
    keep_ = keep && !owner_.stopping();

    framing framing{.date = owner_.date()};
    if (auto* text = std::get_if<std::string>(&response.body)) {
        text_ = std::move(*text);
        out_[1] = text_;
    } else if (auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body)) {
        shared_text_ = std::move(*shared);
        if (shared_text_) out_[1] = *shared_text_;
    } else {
        stream_ = std::move(std::get<std::unique_ptr<body_stream>>(response.body));
    }
    stream_left_ = stream_ ? stream_->size() : std::nullopt;
    if (may_have_body(response.status)) framing.length = stream_ ? stream_left_ : out_[1].size();
    if (is_head_ || !may_have_body(response.status)) {
        out_[1] = {};
        stream_.reset();
    }
    chunked_ = framing.chunked = stream_ && !stream_left_ && !is_http_1_0_;
    end_tells_ = stream_ && !stream_left_ && is_http_1_0_;
    if (end_tells_) keep_ = false;
    framing.close = !keep_;
    framing.say_keep_alive = is_http_1_0_;
    head_.clear();
    write_head(head_, response.status, response.headers, framing);
    out_[0] = head_;
    last_piece_ = false;
    is_write_new_ = true;
}

/// @return whether all is sent
bool connection::write() {
    for (;;) {
        // A piece that is there at once goes out together with the head.
        if (stream_ && !piece_ && !asking_ && out_[1].empty() && out_[2].empty()) pull();
        if (piece_ && out_[1].empty() && out_[2].empty()) add_piece();
        if (phase_ == phase::closed || !flush()) return false;
        if (!stream_) return phase_ != phase::closed;
        if (!asking_) continue;
        deadline_ = time_point::max();
        wait_for_bytes();
        return false;
    }
}

void connection::pull() {
    asking_ = calling_ = true;
    if (!survives("body stream", [&] { stream_->next(piece_ticket(weak_from_this(), number_)); })) {
        piece_ = no_piece();
        asking_ = false;
    }
    calling_ = false;
}

/// Counts `piece` off what the stream said it would make.
bool connection::keeps_promise(const body_piece& piece) {
    if (!stream_left_) return true;
    if (piece.text.size() > *stream_left_) return false;
    *stream_left_ -= piece.text.size();
    return !piece.last || *stream_left_ == 0;
}

void connection::add_piece() {
    result<body_piece> piece = *std::exchange(piece_, std::nullopt);
    if (piece && !keeps_promise(*piece)) piece = fail("its body has not the size that was said");
    if (!piece) {
        std::fprintf(stderr, "solder: a response ends early: %s\n", piece.error().message.c_str());
        end_tells_ = true;
        return close();
    }
    text_ = std::move(piece->text);
    out_[1] = text_;
    if (piece->last) stream_.reset();
    if (chunked_) {
        if (out_[0].empty()) head_.clear();
        const std::size_t sent = head_.size() - out_[0].size();
        if (!text_.empty()) write_chunk_size(head_, text_.size());
        out_[0] = std::string_view(head_).substr(sent);
        if (!text_.empty()) out_[2] = piece->last ? "\r\n0\r\n\r\n" : "\r\n";
        if (text_.empty() && piece->last) out_[2] = "0\r\n\r\n";
    }
    is_write_new_ = true;
}

/// @return whether nothing is left to send; if something is, `turn` is called when there is room
bool connection::flush() {
    while (!out_[0].empty() || !out_[1].empty() || !out_[2].empty()) {
        const std::array<asio::const_buffer, 3> parts{asio::buffer(out_[0]), asio::buffer(out_[1]),
                                                      asio::buffer(out_[2])};
        error_code ec;
        std::size_t sent = socket_.write_some(parts, ec);
        if (ec == asio::error::would_block || ec == asio::error::try_again) {
            if (std::exchange(is_write_new_, false)) set_deadline(owner_.limits().write_time);
            wait_for_room();
            return false;
        }
        if (ec) {
            close();
            return false;
        }
        for (std::string_view& part : out_) {
            const std::size_t here = std::min(sent, part.size());
            part.remove_prefix(here);
            sent -= here;
        }
        is_write_new_ = true;
    }
    return true;
}

void connection::wait_for_room() {
    if (std::exchange(waiting_to_write_, true)) return;
    socket_.async_wait(asio::socket_base::wait_write, [self = shared_from_this()](const error_code& ec) {
        self->waiting_to_write_ = false;
        if (ec) return self->close();
        self->turn();
    });
}

void connection::finish() {
    end_tells_ = false;
    shared_text_.reset();
    if (text_.capacity() > body_buffer_bytes) text_ = {};
    is_head_ = false;
    if (!keep_) return linger();
    phase_ = phase::reading;
    stage_ = stage::empty;
    set_deadline(owner_.limits().idle_time);
    if (owner_.stopping() && in_.empty()) close();
}

/// Closing while the client still sends would make the system throw the response away before the client has read it:
/// say that nothing more comes, and read on: for a moment, or for as long as a body may take that nobody wants.
void connection::linger() {
    error_code ec;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
    if (ec || owner_.stopping()) return close();
    phase_ = phase::lingering;
    set_deadline(body_follows_ ? owner_.limits().body_time : linger_time);
    last_deadline_ = deadline_;
    note_progress(linger_time);
}

}  // namespace solder::detail
