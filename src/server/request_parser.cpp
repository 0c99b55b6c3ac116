// Beast asserts on a last chunk that arrives in pieces ("0\r\n", then "\r"), which its code handles well: any client
// could end a debug build with it.
#define BOOST_DISABLE_ASSERTS
#include "request_parser.hpp"
#include "request_target.hpp"
#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>
#include <optional>
#include <solder/core/ascii.hpp>

namespace solder::detail {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::beast::error_code;

std::string_view std_view(beast::string_view text) { return {text.data(), text.size()}; }

class parser final : public http::basic_parser<true> {
public:
    parser(std::size_t header_bytes, std::size_t body_bytes, const http_body_rule& choose_body)
        : header_room_(header_bytes), body_room_(body_bytes), choose_body_(choose_body) {
        eager(true);
        header_limit(
            static_cast<std::uint32_t>(std::min<std::size_t>(header_bytes, std::numeric_limits<std::uint32_t>::max())));
        body_limit(boost::none);  // Beast would look at it before a sink can be chosen
    }

    http_request request;
    unsigned refusal = 400;
    bool http_1_0 = false;
    bool expects_continue = false;
    bool is_cut_short = false;
    bool has_line = false;
    std::unique_ptr<body_sink> sink;

private:
    // Beast counts its limit anew with every call, so that a client that sends line by line would never reach it.
    void count(std::size_t bytes, error_code& ec) {
        if (bytes <= header_room_) {
            header_room_ -= bytes;
        } else {
            ec = http::error::header_limit;
        }
    }

    void refuse(unsigned status, error_code& ec) {
        refusal = status;
        ec = http::error::bad_value;
    }

    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         error_code& ec) override {
        request.method = http_method_from(std_view(method));
        http_1_0 = version == 10;
        request.target = std_view(target);
        has_line = true;
        if (method.size() + target.size() + 12 > header_room_) return refuse(414, ec);
        count(method.size() + target.size() + 12, ec);
    }

    void on_field_impl(http::field name, beast::string_view name_text, beast::string_view value,
                       error_code& ec) override {
        count(name_text.size() + value.size() + 4, ec);
        if (ec || header_done_) return;  // a trailer is no header: a proxy that cleans headers may not look there
        switch (name) {
            case http::field::content_length:  // "5, 5" or two of them: legal, but only ever seen in attacks
                if (has_length_ || value.contains(',')) return refuse(400, ec);
                has_length_ = true;
                break;
            case http::field::transfer_encoding:
                if (http_1_0) return refuse(400, ec);
                if (!same_ignoring_case(std_view(value), "chunked")) return refuse(501, ec);
                break;
            case http::field::host:
                if (has_host_ || !is_host_field(std_view(value))) return refuse(400, ec);
                has_host_ = true;
                break;
            case http::field::expect:
                if (!same_ignoring_case(std_view(value), "100-continue")) return refuse(417, ec);
                expects_continue = !http_1_0;
                break;
            default:
                break;
        }
        if (!request.headers.append(std_view(name_text), std_view(value))) refuse(400, ec);
    }

    void on_header_impl(error_code& ec) override {
        header_done_ = true;
        if ((!has_host_ && !http_1_0) || !accept_target(request)) return refuse(400, ec);
        const auto length = content_length().value_or(0);
        if (choose_body_ && (chunked() || length > 0)) choose_body(ec);
        if (!ec && !sink && length > body_room_) refuse(413, ec);
    }

    void choose_body(error_code& ec) {
        auto choice = choose_body_(request);
        sink = std::move(choice.sink);
        if (!choice.is_wanted) cut_short(ec);
    }
    void cut_short(error_code& ec) {
        is_cut_short = true;
        ec = http::error::bad_value;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
        // Reserved up to a point only: the length is a claim, not yet bytes.
        if (length && !sink)
            request.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 64 * 1024)));
    }
    std::size_t on_body_impl(beast::string_view text, error_code& ec) override { return take_body(std_view(text), ec); }
    void on_chunk_header_impl(std::uint64_t size, beast::string_view, error_code& ec) override {
        if (!sink && size > body_room_ - request.body.size()) refuse(413, ec);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view text, error_code& ec) override {
        return take_body(std_view(text), ec);
    }
    std::size_t take_body(std::string_view text, error_code& ec) {
        if (sink && !sink->write(text)) cut_short(ec);
        if (!sink) request.body += text;
        return text.size();
    }
    void on_response_impl(int, beast::string_view, int, error_code&) override {}
    void on_finish_impl(error_code&) override {}

    std::size_t header_room_;
    const std::size_t body_room_;
    const http_body_rule& choose_body_;
    bool header_done_ = false;
    bool has_host_ = false;
    bool has_length_ = false;
};

unsigned too_large(const parser& p) { return p.has_line ? 431 : 414; }

unsigned status_for(const error_code& ec, const parser& p) {
    if (ec == http::error::header_limit) return too_large(p);
    if (ec == http::error::bad_version) return 505;
    return ec == http::error::bad_value ? p.refusal : 400;
}

}  // namespace

struct request_parser::impl {
    std::size_t header_bytes, body_bytes;
    http_body_rule choose_body;
    std::optional<parser> current = std::nullopt;
    unsigned refused = 0;

    void restart() { current.emplace(header_bytes, body_bytes, choose_body); }
};

request_parser::request_parser(std::size_t header_bytes, std::size_t body_bytes, http_body_rule choose_body)
    : impl_(std::make_unique<impl>(header_bytes, body_bytes, std::move(choose_body))) {
    impl_->restart();
}

request_parser::~request_parser() = default;

std::size_t request_parser::feed(std::string_view bytes) {
    std::size_t taken = 0;
    if (now() == state::empty) {  // line ends that some clients send after a body (RFC 9112, 2.2)
        taken = std::min(bytes.find_first_not_of("\r\n"), bytes.size());
        bytes.remove_prefix(taken);
        if (bytes.empty()) return taken;
    }
    error_code ec;
    taken += impl_->current->put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (is_cut_short()) return taken;
    if (ec && ec != http::error::need_more) impl_->refused = status_for(ec, *impl_->current);
    return taken;
}

request_parser::state request_parser::now() const {
    const parser& p = *impl_->current;
    if (impl_->refused != 0) return state::refused;
    if (p.is_done() || p.is_cut_short) return state::done;
    if (p.is_header_done()) return state::body;
    return p.got_some() ? state::header : state::empty;
}

unsigned request_parser::refusal() const { return impl_->refused; }
unsigned request_parser::size_refusal() const { return too_large(*impl_->current); }

bool request_parser::take_expects_continue() {
    return now() == state::body && std::exchange(impl_->current->expects_continue, false);
}

bool request_parser::has_sink() const { return impl_->current->sink != nullptr; }
bool request_parser::is_cut_short() const { return impl_->current->is_cut_short; }
bool request_parser::keep_alive() const { return !is_cut_short() && impl_->current->keep_alive(); }
bool request_parser::is_head() const { return impl_->current->request.method == http_method::head; }
bool request_parser::is_http_1_0() const { return impl_->current->http_1_0; }

void request_parser::restart() { impl_->restart(); }

http_request request_parser::take() {
    http_request request = std::move(impl_->current->request);
    if (auto& sink = impl_->current->sink) sink->finish(request);
    impl_->restart();
    return request;
}

}  // namespace solder::detail
