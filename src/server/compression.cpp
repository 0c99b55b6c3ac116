#include "compression.hpp"
#include <algorithm>
#include <array>
#include <brotli/encode.h>
#include <memory>
#include <solder/server/static_files.hpp>
#include <zlib.h>

namespace solder::detail {
namespace {

/// A body on its way into a coding.
class encoder {
public:
    virtual ~encoder() = default;
    /// Adds to `out` all that a reader needs to have `text` whole. False: no memory was left, nothing more works.
    [[nodiscard]] virtual bool add(std::string_view text, bool is_last, std::string& out) = 0;
};

/// How much is made at a time; grows with what is to be compressed.
std::size_t room_for(std::string_view text) { return std::clamp<std::size_t>(text.size() / 4, 512, 64 * 1024); }

class gzip_encoder final : public encoder {
public:
    gzip_encoder() = default;
    ~gzip_encoder() override {
        if (is_ready_) deflateEnd(&state_);
    }
    gzip_encoder(const gzip_encoder&) = delete;
    gzip_encoder& operator=(const gzip_encoder&) = delete;

    bool add(std::string_view text, bool is_last, std::string& out) override {
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
    static constexpr int level = 5;
    static constexpr int memory = 8;               // 256 KB with the window
    static constexpr int window = MAX_WBITS + 16;  // 16: in the format of gzip
    z_stream state_{};
    const bool is_ready_ = deflateInit2(&state_, level, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY) == Z_OK;
};

class brotli_encoder final : public encoder {
public:
    /// @param size  of the whole body; 0: not known
    explicit brotli_encoder(std::size_t size) : state_(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr)) {
        if (!state_) return;
        BrotliEncoderSetParameter(state_, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
        BrotliEncoderSetParameter(state_, BROTLI_PARAM_QUALITY, quality);
        BrotliEncoderSetParameter(state_, BROTLI_PARAM_LGWIN, window);
        BrotliEncoderSetParameter(state_, BROTLI_PARAM_SIZE_HINT, static_cast<std::uint32_t>(size));
    }
    ~brotli_encoder() override { BrotliEncoderDestroyInstance(state_); }
    brotli_encoder(const brotli_encoder&) = delete;
    brotli_encoder& operator=(const brotli_encoder&) = delete;

    bool add(std::string_view text, bool is_last, std::string& out) override {
        if (!state_) return false;
        const auto operation = is_last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH;
        auto left = text.size();
        auto* in = reinterpret_cast<const std::uint8_t*>(text.data());
        do {
            std::size_t no_room = 0;
            if (!BrotliEncoderCompressStream(state_, operation, &left, &in, &no_room, nullptr, nullptr)) return false;
            std::size_t size = 0;
            const auto* made = BrotliEncoderTakeOutput(state_, &size);
            out.append(reinterpret_cast<const char*>(made), size);
        } while (left > 0 || BrotliEncoderHasMoreOutput(state_));
        return true;
    }

private:
    static constexpr std::uint32_t quality = 4;
    static constexpr std::uint32_t window = 18;  // 256 KB: pages are smaller
    BrotliEncoderState* state_;
};

std::unique_ptr<encoder> make_encoder(content_coding coding, std::size_t size) {
    if (coding == content_coding::br) return std::make_unique<brotli_encoder>(size);
    return std::make_unique<gzip_encoder>();
}

class compressed_stream final : public body_stream {
public:
    compressed_stream(std::unique_ptr<body_stream> of, content_coding coding)
        : of_(std::move(of)), encoder_(make_encoder(coding, 0)) {}

    void next(callback<void(result<body_piece>)> done) override {
        of_->next([this, done = std::move(done)](result<body_piece> piece) {
            done(piece ? compressed(*piece) : std::move(piece));
        });
    }

private:
    result<body_piece> compressed(const body_piece& piece) {
        body_piece out{.text = {}, .last = piece.last};
        if (piece.text.empty() && !piece.last) return out;
        if (!encoder_->add(piece.text, piece.last, out.text)) return fail("a page could not be compressed");
        return out;
    }

    std::unique_ptr<body_stream> of_;
    std::unique_ptr<encoder> encoder_;
};

bool is_compressible(const http_response& response) {
    const auto& headers = response.headers;
    const auto type = headers.find("content-type").value_or("");
    const auto caching = headers.find("cache-control").value_or("");
    const bool is_text = type.starts_with("text/") || type.starts_with("application/json");
    return is_text && !headers.find("content-encoding") && !caching.contains("no-transform");
}

/// Whether the length alone does not speak against it.
bool is_worth_it(const http_body& body) {
    if (const auto* text = std::get_if<std::string>(&body)) return text->size() >= least_compressed_bytes;
    const auto* stream = std::get_if<std::unique_ptr<body_stream>>(&body);
    return stream && *stream;
}

/// False: no memory was left, the body is as it was.
bool compress(http_body& body, content_coding coding) {
    if (auto* stream = std::get_if<std::unique_ptr<body_stream>>(&body)) {
        body = std::make_unique<compressed_stream>(std::move(*stream), coding);
        return true;
    }
    const auto& text = std::get<std::string>(body);
    std::string out;
    if (!make_encoder(coding, text.size())->add(text, true, out)) return false;
    body = std::move(out);
    return true;
}

}  // namespace

void compress_body(http_response& response, std::optional<std::string_view> accept_encoding) {
    if (!is_worth_it(response.body) || !is_compressible(response)) return;
    response.headers.append("Vary", "Accept-Encoding");
    const auto coding = choose_coding(accept_encoding, true, true).value_or(content_coding::identity);
    if (coding == content_coding::identity || !compress(response.body, coding)) return;
    response.headers.set("Content-Encoding", coding == content_coding::br ? "br" : "gzip");
}

}  // namespace solder::detail
