#include "src/server/compression.hpp"
#include "web_fixture.hpp"
#include <brotli/decode.h>
#include <deque>
#include <zlib.h>

namespace solder::test {
namespace {

using namespace std::literals;

/// What a browser does with a coded body, as it arrives.
class decoder {
public:
    virtual ~decoder() = default;
    /// What can be read of these bytes and those before them; whether they were the last.
    virtual std::string add(std::string_view bytes, bool& is_end) = 0;
};

class br_decoder final : public decoder {
public:
    ~br_decoder() override { BrotliDecoderDestroyInstance(state_); }
    std::string add(std::string_view bytes, bool& is_end) override {
        std::string out;
        auto left = bytes.size();
        auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
        for (;;) {
            std::size_t no_room = 0;
            const auto outcome = BrotliDecoderDecompressStream(state_, &left, &in, &no_room, nullptr, nullptr);
            EXPECT_NE(outcome, BROTLI_DECODER_RESULT_ERROR);
            std::size_t size = 0;
            const auto* made = BrotliDecoderTakeOutput(state_, &size);
            out.append(reinterpret_cast<const char*>(made), size);
            is_end = outcome == BROTLI_DECODER_RESULT_SUCCESS;
            if (outcome != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return out;
        }
    }

private:
    BrotliDecoderState* state_ = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
};

class gzip_decoder final : public decoder {
public:
    gzip_decoder() { inflateInit2(&state_, MAX_WBITS + 16); }
    ~gzip_decoder() override { inflateEnd(&state_); }
    std::string add(std::string_view bytes, bool& is_end) override {
        std::string out, room(4096, '\0');
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        state_.avail_in = static_cast<uInt>(bytes.size());
        do {
            state_.next_out = reinterpret_cast<Bytef*>(room.data());
            state_.avail_out = static_cast<uInt>(room.size());
            const auto outcome = inflate(&state_, Z_SYNC_FLUSH);
            EXPECT_TRUE(outcome == Z_OK || outcome == Z_STREAM_END || outcome == Z_BUF_ERROR) << outcome;
            out.append(room, 0, room.size() - state_.avail_out);
            is_end = outcome == Z_STREAM_END;
        } while (state_.avail_out == 0);
        return out;
    }

private:
    z_stream state_{};
};

std::unique_ptr<decoder> decoder_for(std::string_view coding) {
    if (coding == "br") return std::make_unique<br_decoder>();
    return std::make_unique<gzip_decoder>();
}

std::string decoded(const http_response& reply) {
    bool is_end = false;
    auto out = decoder_for(*reply.headers.find("content-encoding"))->add(std::get<std::string>(reply.body), is_end);
    EXPECT_TRUE(is_end);
    return out;
}

/// Text of that many bytes that is not all alike.
std::string prose(std::size_t bytes) {
    std::string out;
    for (unsigned i = 1; out.size() < bytes; i = i * 1664525 + 1013904223)
        out.append("<li>").append(std::to_string(i)).append("</li>");
    return out.substr(0, bytes);
}

http_response reply_of(http_body body, std::string type = "text/html; charset=utf-8") {
    http_response reply{200, {}, std::move(body)};
    reply.headers.set("Content-Type", type);
    return reply;
}

/// Pieces that are there; after them a failure, unless the last piece said that it is the last.
struct listed_pieces final : body_stream {
    std::deque<body_piece> left;
    explicit listed_pieces(std::deque<body_piece> all) : left(std::move(all)) {}
    void next(callback<void(result<body_piece>)> done) override {
        if (left.empty()) return done(fail("broken"));
        auto piece = std::move(left.front());
        left.pop_front();
        done(std::move(piece));
    }
};

struct seen {
    std::string coding, vary;
    friend bool operator==(const seen&, const seen&) = default;
};

seen seen_of(const http_response& reply) {
    return {std::string(reply.headers.find("content-encoding").value_or("")),
            std::string(reply.headers.find("vary").value_or(""))};
}

seen after(http_response reply, std::optional<std::string_view> accept_encoding) {
    detail::compress_body(reply, accept_encoding);
    return seen_of(reply);
}

TEST(compression, leaves_parts_alone_and_makes_a_strong_tag_weak) {
    auto part = reply_of(prose(5000));
    part.status = 206;
    part.headers.set("Content-Range", "bytes 0-4999/9000");
    EXPECT_EQ(after(std::move(part), "gzip, br"), (seen{"", ""}));
    for (auto [given, sent] : {std::pair("\"a\"", "W/\"a\""), {"W/\"a\"", "W/\"a\""}}) {
        auto tagged = reply_of(prose(5000));
        tagged.headers.set("ETag", given);
        auto plain = reply_of(prose(5000));
        plain.headers.set("ETag", given);
        detail::compress_body(tagged, "br");
        detail::compress_body(plain, "identity");
        EXPECT_EQ(tagged.headers.find("etag"), sent);
        EXPECT_EQ(plain.headers.find("etag"), given);
    }
}

TEST(compression, takes_the_coding_a_client_likes_best_and_says_that_others_get_another) {
    for (auto [accepted, coding] : {std::pair("gzip, deflate, br", "br"),
                                    {"gzip", "gzip"},
                                    {"br;q=0.1, gzip", "gzip"},
                                    {"*", "br"},
                                    {"identity", ""},
                                    {"br;q=0, gzip;q=0", ""},
                                    {"", ""},
                                    {"zstd", ""}})
        EXPECT_EQ(after(reply_of(prose(5000)), accepted), (seen{coding, "Accept-Encoding"})) << accepted;
    EXPECT_EQ(after(reply_of(prose(5000)), std::nullopt), (seen{"", "Accept-Encoding"}));
}

TEST(compression, gives_back_the_same_text_of_any_length) {
    for (const std::string_view coding : {"br", "gzip"})
        for (const std::size_t bytes : {1024u, 1025u, 4096u, 70'000u, 3'000'000u}) {
            auto reply = reply_of(prose(bytes));
            detail::compress_body(reply, coding);
            EXPECT_EQ(seen_of(reply).coding, coding);
            EXPECT_LT(std::get<std::string>(reply.body).size(), bytes / 2);
            EXPECT_TRUE(decoded(reply) == prose(bytes)) << bytes;
        }
}

TEST(compression, leaves_what_is_short_or_no_text_or_shared_or_coded_or_not_to_be_changed) {
    EXPECT_EQ(after(reply_of(prose(1023)), "br"), (seen{}));
    EXPECT_EQ(after(reply_of(prose(5000), "image/png"), "br"), (seen{}));
    EXPECT_EQ(after(reply_of(std::make_shared<const std::string>(prose(5000))), "br"), (seen{}));
    auto coded = reply_of(prose(5000));
    coded.headers.set("Content-Encoding", "deflate");
    EXPECT_EQ(after(std::move(coded), "br"), (seen{"deflate", ""}));
    auto fixed = reply_of(prose(5000));
    fixed.headers.set("Cache-Control", "private");
    fixed.headers.append("Cache-Control", "No-Transform");
    EXPECT_EQ(after(std::move(fixed), "br"), (seen{}));
    EXPECT_EQ(after(reply_of(std::make_unique<listed_pieces>(std::deque<body_piece>{})), "br"),
              (seen{"", "Accept-Encoding"}));  // a stream is left alone where gzip is not taken
}

TEST(compression, keeps_what_else_a_reply_varies_by) {
    auto reply = reply_of(prose(5000), "application/json");
    reply.headers.set("Vary", "Cookie");
    detail::compress_body(reply, "gzip");
    EXPECT_EQ(reply.headers.all("vary"), (std::vector<std::string_view>{"Cookie", "Accept-Encoding"}));
}

result<body_piece> next_of(http_response& reply) {
    std::optional<result<body_piece>> came;
    std::get<std::unique_ptr<body_stream>>(reply.body)->next([&](result<body_piece> p) { came = std::move(p); });
    return came ? std::move(*came) : fail("nothing came");
}

http_response coded_stream(std::string_view coding, std::deque<body_piece> pieces) {
    auto reply = reply_of(std::make_unique<listed_pieces>(std::move(pieces)));
    detail::compress_body(reply, coding);
    return reply;
}

TEST(compression, sends_each_piece_of_a_stream_so_that_it_can_be_read_at_once) {
    for (const std::string_view coding : {"gzip", "br, gzip;q=0.1"}) {
        const std::vector<std::string> texts{prose(100'000), "<!-- a beat -->", prose(10), "</html>"};
        std::deque<body_piece> pieces;
        for (const auto& each : texts) pieces.push_back({each, &each == &texts.back()});
        auto reply = coded_stream(coding, pieces);
        ASSERT_EQ(seen_of(reply).coding, "gzip");
        const auto reader = decoder_for("gzip");
        for (const auto& each : texts) {
            bool is_end = false;
            const auto piece = next_of(reply);
            ASSERT_TRUE(piece);
            EXPECT_TRUE(reader->add(piece->text, is_end) == each) << coding;
            EXPECT_EQ(is_end, &each == &texts.back());
            EXPECT_EQ(is_end, piece->last);
        }
    }
}

TEST(compression, ends_a_stream_whose_last_piece_is_empty) {
    auto reply = coded_stream("gzip", {{"a", false}, {"", false}, {"", true}});
    const auto reader = decoder_for("gzip");
    bool is_end = false;
    EXPECT_EQ(reader->add(next_of(reply)->text, is_end), "a");
    EXPECT_EQ(next_of(reply)->text, "");
    EXPECT_EQ(reader->add(next_of(reply)->text, is_end), "");
    EXPECT_TRUE(is_end);
}

TEST(compression, a_stream_that_breaks_stays_broken) {
    auto reply = coded_stream("gzip", {{"a", false}});
    EXPECT_TRUE(next_of(reply));
    EXPECT_EQ(next_of(reply).error().message, "broken");
}

constexpr server_function<"texts.read", std::string(std::int64_t)> read_text;

view Root() { return html("<main>{}</main>", prose(5000)); }

web_application_options uncompressed() {
    web_application_options options;
    options.compress = false;
    return options;
}

class compressed_pages : public web_fixture {
protected:
    explicit compressed_pages(web_application_options options = {}) : web_fixture(Root, std::move(options)) {
        static const bool is_defined = [] {
            read_text.define([](std::int64_t bytes) { return prose(static_cast<std::size_t>(bytes)); });
            return true;
        }();
        (void)is_defined;
    }
    http_response ask_coded(http_request request) {
        request.headers.set("Host", "here");
        request.headers.set("Accept-Encoding", "gzip, br");
        return ask(std::move(request));
    }
};
struct pages_behind_a_proxy : compressed_pages {
    pages_behind_a_proxy() : compressed_pages(uncompressed()) {}
};

TEST_F(compressed_pages, are_what_they_are_without) {
    const auto coded = ask_coded({.target = "/"});
    EXPECT_EQ(header(coded, "content-encoding"), "br");
    EXPECT_EQ(decoded(coded), text(get("/")));
}

TEST_F(compressed_pages, codings_may_be_told_in_several_lines) {
    http_request request{.target = "/"};
    request.headers.set("Host", "here");
    request.headers.set("Accept-Encoding", "gzip;q=0");
    request.headers.append("Accept-Encoding", "br");
    EXPECT_EQ(header(ask(std::move(request)), "content-encoding"), "br");
}

TEST_F(compressed_pages, replies_of_functions_are_compressed_too) {
    const std::string call = "/_server?id=texts.read&args=%5B5000%5D";
    const auto coded = ask_coded({.target = call});
    ASSERT_EQ(header(coded, "content-encoding"), "br") << text(coded);
    EXPECT_EQ(decoded(coded), text(get(call)));
}

TEST_F(pages_behind_a_proxy, are_sent_as_they_are) {
    const auto reply = ask_coded({.target = "/"});
    EXPECT_EQ(seen_of(reply), (seen{}));
    EXPECT_EQ(text(reply), text(get("/")));
}

}  // namespace
}  // namespace solder::test
