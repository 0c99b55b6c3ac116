#include "compression.hpp"
#include <algorithm>
#include <brotli/encode.h>
#include <memory>
#include <solder/core/ascii.hpp>
#include <solder/server/static_files.hpp>
#include <zlib.h>

namespace solder::detail {
namespace {

constexpr int gzip_level = 5;
constexpr int brotli_quality = 4;
constexpr int brotli_window = 18;  // 256 KB: pages are smaller

/// How much is made at a time; grows with what is to be compressed.
std::size_t room_for(std::string_view text) { return std::clamp<std::size_t>(text.size() / 4, 512, 64 * 1024); }

/// A body on its way into gzip. Takes about 100 KB until it is done.
class gzip_encoder {
public:
    gzip_encoder() = default;
    ~gzip_encoder() {
        if (is_ready_) deflateEnd(&state_);
    }
    gzip_encoder(const gzip_encoder&) = delete;
    gzip_encoder& operator=(const gzip_encoder&) = delete;

    /// Adds to `out` all that a reader needs to have `text` whole. False: no memory was left, nothing more works.
    [[nodiscard]] bool add(std::string_view text, bool is_last, std::string& out) {
        if (!is_ready_) return false;
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        state_.avail_in = static_cast<uInt>(text.size());
        do {
            const auto room = room_for(text), before = out.size();
            out.resize(before + room);
            state_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
            state_.avail_out = static_cast<uInt>(room);
            if (deflate(&state_, is_last ? Z_FINISH : Z_SYNC_FLUSH) == Z_STREAM_ERROR) return false;
            out.resize(out.size() - state_.avail_out);
        } while (state_.avail_out == 0);
        return true;
    }

private:
    static constexpr int memory = 8;
    static constexpr int window = MAX_WBITS + 16;  // 16: in the format of gzip
    z_stream state_{};
    const bool is_ready_ = deflateInit2(&state_, gzip_level, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY) == Z_OK;
};

class compressed_stream final : public body_stream {
public:
    explicit compressed_stream(std::unique_ptr<body_stream> of) : of_(std::move(of)) {}

    void next(callback<void(result<body_piece>)> done) override {
        of_->next([this, done = std::move(done)](result<body_piece> piece) {
            done(piece ? compressed(*piece) : std::move(piece));
        });
    }

private:
    result<body_piece> compressed(const body_piece& piece) {
        body_piece out{.text = {}, .last = piece.last};
        if (piece.text.empty() && !piece.last) return out;
        if (!encoder_.add(piece.text, piece.last, out.text)) return fail("a page could not be compressed");
        return out;
    }

    std::unique_ptr<body_stream> of_;
    gzip_encoder encoder_;
};

/// False: no memory was left.
bool compress_whole(std::string_view text, content_coding coding, std::string& out) {
    if (coding == content_coding::gzip) return gzip_encoder().add(text, true, out);
    out.resize(BrotliEncoderMaxCompressedSize(text.size()));
    auto size = out.size();
    const bool is_done = BrotliEncoderCompress(brotli_quality, brotli_window, BROTLI_MODE_TEXT, text.size(),
                                               reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                               reinterpret_cast<std::uint8_t*>(out.data())) != BROTLI_FALSE;
    out.resize(is_done ? size : 0);
    out.shrink_to_fit();
    return is_done;
}

bool forbids_changes(const http_headers& headers) {
    return std::ranges::any_of(headers, [](const auto& field) {
        return same_ignoring_case(field.name, "cache-control") && has_directive(field.value, "no-transform");
    });
}

bool is_compressible(const http_headers& headers) {
    const auto type = headers.find("content-type").value_or("");
    const bool is_text = type.starts_with("text/") || type.starts_with("application/json");
    return is_text && !headers.find("content-encoding") && !headers.find("content-range") && !forbids_changes(headers);
}

/// Whether the length alone does not speak against it.
bool is_worth_it(const http_body& body) {
    if (const auto* text = std::get_if<std::string>(&body)) return text->size() >= least_compressed_bytes;
    const auto* stream = std::get_if<std::unique_ptr<body_stream>>(&body);
    return stream && *stream && !(*stream)->size();
}

/// False: no memory was left, the body is as it was.
bool compress(http_body& body, content_coding coding) {
    if (auto* stream = std::get_if<std::unique_ptr<body_stream>>(&body)) {
        body = std::make_unique<compressed_stream>(std::move(*stream));
        return true;
    }
    std::string out;
    if (!compress_whole(std::get<std::string>(body), coding, out)) return false;
    body = std::move(out);
    return true;
}

}  // namespace

void compress_body(http_response& response, std::optional<std::string_view> accept_encoding) {
    if (!is_worth_it(response.body) || !is_compressible(response.headers)) return;
    response.headers.append({"Vary", "Accept-Encoding"});
    const bool is_whole = std::holds_alternative<std::string>(response.body);
    const auto coding = choose_coding(accept_encoding, true, is_whole).value_or(content_coding::identity);
    if (coding == content_coding::identity || !compress(response.body, coding)) return;
    response.headers.set("Content-Encoding", coding == content_coding::br ? "br" : "gzip");
    // A strong tag is of these bytes in this coding (RFC 9110, 8.8.3): what is the same but for that has a weak one.
    if (const auto tag = response.headers.find("etag"); tag && tag->starts_with('"'))
        response.headers.set("ETag", "W/" + std::string(*tag));
}

}  // namespace solder::detail
