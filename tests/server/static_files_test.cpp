#include <fstream>
#include <gtest/gtest.h>
#include <solder/server/static_files.hpp>
#include <unistd.h>

namespace solder {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class static_files_in : public testing::Test {
protected:
    static_files_in()
        : folder(fs::path(testing::TempDir()) / ("solder_static_" + std::to_string(getpid()) + "_" +
                                                 testing::UnitTest::GetInstance()->current_test_info()->name())) {
        fs::remove_all(folder);
        fs::create_directories(folder);
        put("app.wasm", std::string(100, 'w'));
        put("app.wasm.br", "packed by brotli");
        put("app.wasm.gz", "packed by gzip");
        put("img/a b.svg", "<svg/>");
    }
    ~static_files_in() override { fs::remove_all(folder); }

    void put(const fs::path& name, std::string_view text) const {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    [[nodiscard]] static_files load() const { return static_files::load(folder).value(); }

    fs::path folder;
};

http_response get(const static_files& files, std::string path, http_headers headers = {}) {
    http_request r{.path = std::move(path), .headers = std::move(headers)};
    auto answer = files.answer(r);
    return answer ? std::move(*answer) : http_response{.status = 0};
}

http_headers with(std::string_view name, std::string_view value) {
    http_headers h;
    h.append(name, value);
    return h;
}

std::string body_of(const http_response& r) {
    const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&r.body);
    return shared && *shared ? **shared : "";
}

/// The body, of whichever kind it is.
std::string bytes_of(const http_response& r) {
    const auto* own = std::get_if<std::string>(&r.body);
    return own ? *own : body_of(r);
}

TEST_F(static_files_in, are_kept_for_good_under_the_bundle_id_and_checked_elsewhere) {
    const static_files files = load();
    EXPECT_EQ(files.size(), 2u);
    EXPECT_EQ(files.bundle_id().size(), 16u);
    EXPECT_EQ(files.url_for("img/a b.svg"), "/_solder/" + files.bundle_id() + "/img/a%20b.svg");
    const auto kept = get(files, files.url_for("app.wasm"));
    EXPECT_EQ(kept.headers.find("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(kept.headers.find("content-type"), "application/wasm");
    EXPECT_EQ(kept.headers.find("x-content-type-options"), "nosniff");
    EXPECT_EQ(kept.headers.find("vary"), "accept-encoding");
    EXPECT_EQ(body_of(kept), std::string(100, 'w'));
    const auto plain = get(files, "/img/a%20b.svg");
    EXPECT_EQ(plain.headers.find("cache-control"), "no-cache");
    EXPECT_EQ(plain.headers.find("content-type"), "image/svg+xml");
    EXPECT_EQ(plain.headers.find("vary"), std::nullopt);
}

TEST_F(static_files_in, travel_in_the_best_accepted_coding_each_with_its_own_etag) {
    const static_files files = load();
    const auto br = get(files, "/app.wasm", with("accept-encoding", "gzip, deflate, br"));
    const auto gzip = get(files, "/app.wasm", with("accept-encoding", "gzip, br;q=0"));
    const auto whole = get(files, "/app.wasm");
    EXPECT_EQ(body_of(br), "packed by brotli");
    EXPECT_EQ(br.headers.find("content-encoding"), "br");
    EXPECT_EQ(body_of(gzip), "packed by gzip");
    EXPECT_EQ(whole.headers.find("content-encoding"), std::nullopt);
    EXPECT_NE(br.headers.find("etag"), gzip.headers.find("etag"));
    EXPECT_NE(br.headers.find("etag"), whole.headers.find("etag"));
    EXPECT_EQ(get(files, "/img/a%20b.svg", with("accept-encoding", "identity;q=0")).status, 406u);
    auto in_lines = with("accept-encoding", "br;q=0");
    in_lines.append("accept-encoding", "gzip");
    EXPECT_EQ(body_of(get(files, "/app.wasm", in_lines)), "packed by gzip");
}

TEST_F(static_files_in, are_not_sent_again_when_the_etag_is_known) {
    const static_files files = load();
    const std::string etag(*get(files, "/app.wasm").headers.find("etag"));
    const auto again = get(files, "/app.wasm", with("if-none-match", "\"x\", W/" + etag));
    EXPECT_EQ(again.status, 304u);
    EXPECT_EQ(again.headers.find("etag"), etag);
    EXPECT_EQ(body_of(again), "");
    EXPECT_EQ(get(files, "/app.wasm", with("if-none-match", "\"x\"")).status, 200u);
}

TEST_F(static_files_in, come_in_part_when_one_range_is_asked_for) {  // RFC 9110, 14
    put("a.mp4", "0123456789");
    const static_files files = load();
    for (auto [range, status, body, place] : {std::tuple("bytes=2-4", 206u, "234", "bytes 2-4/10"),
                                              {"BYTES= 7- ", 206u, "789", "bytes 7-9/10"},
                                              {"bytes=-2", 206u, "89", "bytes 8-9/10"},
                                              {"bytes=-99", 206u, "0123456789", "bytes 0-9/10"},
                                              {"bytes=9-99999999999999999999999", 206u, "9", "bytes 9-9/10"},
                                              {"bytes=0-0", 206u, "0", "bytes 0-0/10"},
                                              {"bytes=10-", 416u, "", "bytes */10"},
                                              {"bytes=-0", 416u, "", "bytes */10"},
                                              {"bytes=99999999999999999999999-", 416u, "", "bytes */10"},
                                              {"bytes=0-1,3-4", 200u, "0123456789", "(none)"},
                                              {"bytes=4-2", 200u, "0123456789", "(none)"},
                                              {"bytes=-", 200u, "0123456789", "(none)"},
                                              {"bytes=", 200u, "0123456789", "(none)"},
                                              {"bytes=a-b", 200u, "0123456789", "(none)"},
                                              {"bytes=+1-2", 200u, "0123456789", "(none)"},
                                              {"bytes=1-2x", 200u, "0123456789", "(none)"},
                                              {"bytes=--2", 200u, "0123456789", "(none)"},
                                              {"lines=1-2", 200u, "0123456789", "(none)"}}) {
        const auto part = get(files, "/a.mp4", with("range", range));
        EXPECT_EQ(part.status, status) << range;
        EXPECT_EQ(status == 416 ? "" : bytes_of(part), body) << range;
        EXPECT_EQ(part.headers.find("content-range").value_or("(none)"), place) << range;
        EXPECT_EQ(part.headers.find("accept-ranges"), "bytes") << range;
        EXPECT_EQ(part.headers.contains("etag"), status != 416) << range;
    }
}

TEST_F(static_files_in, come_in_part_only_of_the_file_that_is_known) {  // RFC 9110, 13.1.5 and 13.2.2
    put("a.mp4", "0123456789");
    put("empty.mp4", "");
    const static_files files = load();
    const std::string etag(*get(files, "/a.mp4").headers.find("etag"));
    const auto asked = [&](std::string_view name, std::string value) {
        auto headers = with("range", "bytes=1-2");
        headers.append(name, value);
        return get(files, "/a.mp4", std::move(headers)).status;
    };
    EXPECT_EQ(asked("if-range", etag), 206u);
    EXPECT_EQ(asked("if-range", "W/" + etag), 200u);
    EXPECT_EQ(asked("if-range", "\"x\""), 200u);
    EXPECT_EQ(asked("if-range", "Sat, 29 Oct 1994 19:43:31 GMT"), 200u);
    EXPECT_EQ(asked("if-none-match", etag), 304u);
    EXPECT_EQ(get(files, "/empty.mp4", with("range", "bytes=0-")).status, 200u);
    http_request head{.method = http_method::head, .path = "/a.mp4", .headers = with("range", "bytes=1-2")};
    EXPECT_EQ(files.answer(head)->status, 200u);
}

TEST_F(static_files_in, come_whole_where_they_are_compressed) {
    const static_files files = load();
    auto headers = with("range", "bytes=1-2");
    EXPECT_EQ(bytes_of(get(files, "/app.wasm", headers)), "ww");
    headers.append("accept-encoding", "br");
    const auto packed = get(files, "/app.wasm", std::move(headers));
    EXPECT_EQ(packed.status, 200u);
    EXPECT_EQ(body_of(packed), "packed by brotli");
    EXPECT_FALSE(packed.headers.contains("accept-ranges"));
}

TEST_F(static_files_in, are_only_those_of_the_folder) {
    put(".env", "secret");
    put(".git/config", "secret");
    put(".well-known/a.txt", "public");
    const static_files files = load();
    for (const auto path :
         {"/../etc/passwd", "/img/../app.wasm", "/%2e%2e/etc/passwd", "//app.wasm", "/.env", "/.git/config", "/img",
          "/", "", "app.wasm", "/app.wasm%00", "/app.wasm%", "/app.wasm.br"}) {
        EXPECT_EQ(get(files, path).status, 0u) << path;
    }
    EXPECT_EQ(get(files, "/.well-known/a.txt").status, 200u);
    EXPECT_FALSE(files.answer({.method = http_method::post, .path = "/app.wasm"}));
}

TEST_F(static_files_in, of_another_build_are_refused_and_not_stored) {
    const static_files files = load();
    const auto other = get(files, "/_solder/0123456789abcdef/app.wasm");
    EXPECT_EQ(other.status, 404u);
    EXPECT_EQ(other.headers.find("cache-control"), "no-store");
    EXPECT_EQ(get(files, "/_solder/" + files.bundle_id() + "x/app.wasm").status, 404u);
}

TEST_F(static_files_in, change_the_bundle_id_with_any_name_or_byte) {
    const std::string before = load().bundle_id();
    EXPECT_EQ(load().bundle_id(), before);
    put("img/a b.svg", "<svg />");
    const std::string changed = load().bundle_id();
    EXPECT_NE(changed, before);
    fs::rename(folder / "img/a b.svg", folder / "img/c.svg");
    EXPECT_NE(load().bundle_id(), changed);
}

TEST_F(static_files_in, leave_out_packed_forms_that_did_not_get_smaller) {
    put("img/a b.svg.br", std::string(50, 'x'));
    put("lone.gz", "z");
    const static_files files = load();
    EXPECT_EQ(body_of(get(files, "/img/a%20b.svg", with("accept-encoding", "br"))), "<svg/>");
    EXPECT_EQ(body_of(get(files, "/lone.gz")), "z");
}

TEST(static_files, say_which_folder_is_missing) {
    const auto none = static_files::load("/no/such/folder");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message, "Cannot read the folder /no/such/folder: No such file or directory.");
}

TEST(content_coding, follows_weights_and_refusals) {
    using enum content_coding;
    const auto choose = [](std::string_view accept) { return choose_coding(accept, true, true); };
    EXPECT_EQ(choose_coding(std::nullopt, true, true), identity);
    EXPECT_EQ(choose(""), identity);
    EXPECT_EQ(choose("br, gzip"), br);
    EXPECT_EQ(choose("gzip;q=1.0, br;q=0.5"), gzip);
    EXPECT_EQ(choose("*"), br);
    EXPECT_EQ(choose("*;q=0, gzip"), gzip);
    EXPECT_EQ(choose("br;q=0, gzip;q=0"), identity);
    EXPECT_EQ(choose("BR ; Q=0.001"), br);
    EXPECT_EQ(choose("identity, br;q=0.5"), identity);
    EXPECT_EQ(choose("*;q=0"), std::nullopt);
    EXPECT_EQ(choose("identity;q=0, deflate"), std::nullopt);
    EXPECT_EQ(choose("br;q=nonsense"), identity);
    EXPECT_EQ(choose_coding("br", true, false), identity);
}

TEST(content_types, go_by_the_ending) {
    EXPECT_EQ(content_type_of("a/b.WASM"), "application/wasm");
    EXPECT_EQ(content_type_of("a.min.js"), "text/javascript; charset=utf-8");
    EXPECT_EQ(content_type_of("a.d/b"), "application/octet-stream");
    EXPECT_EQ(content_type_of("license"), "application/octet-stream");
}

}  // namespace
}  // namespace solder
