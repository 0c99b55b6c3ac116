#include "../../src/server/multipart.hpp"
#include <gtest/gtest.h>
#include <vector>

namespace solder::detail {
namespace {

/// Writes down what it is handed: "[name]text", "[name|file name|type]bytes", each with what ended it.
struct part_log final : part_target {
    std::string text;
    int stop_at = -1;  // the call that says "enough", counted from 0
    int calls = 0;

    bool begin_part(part_head head) override {
        text += '[' + head.name;
        if (head.file_name) text += '|' + *head.file_name + '|' + head.type;
        text += ']';
        return go_on();
    }
    bool add_to_part(std::string_view bytes) override {
        text += bytes;
        return go_on();
    }
    bool end_part() override {
        text += "$\n";
        return go_on();
    }
    bool go_on() { return calls++ != stop_at; }
};

/// What comes of a body that arrives in pieces of `piece_bytes`: the parts, then how it ended.
std::string read(std::string_view body, std::size_t piece_bytes, std::string_view boundary = "xYz") {
    part_log log;
    multipart_reader reader(boundary, 200, log);
    bool goes_on = true;
    for (std::size_t at = 0; at < body.size(); at += piece_bytes) goes_on = reader.feed(body.substr(at, piece_bytes));
    if (!goes_on) return log.text + "stopped: " + reader.problem();
    return log.text + (reader.is_complete() ? "complete" : "open");
}

/// The same for any pieces, or the first two that differ.
std::string read_alike(std::string_view body) {
    const auto whole = read(body, body.size() + 1);
    for (std::size_t pieces = 1; pieces <= body.size(); ++pieces)
        if (const auto other = read(body, pieces); other != whole)
            return "in pieces of " + std::to_string(pieces) + ": " + other + "\nat once: " + whole;
    return whole;
}

std::string part(std::string_view name, std::string_view value) {
    return "--xYz\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" + std::string(value) +
           "\r\n";
}
constexpr std::string_view end = "--xYz--\r\n";

std::string file_part(std::string_view parameters, std::string_view more = "Content-Type: image/png\r\n") {
    return "--xYz\r\nContent-Disposition: form-data; " + std::string(parameters) + "\r\n" + std::string(more) +
           "\r\nbytes\r\n";
}

TEST(multipart_reader, takes_fields_and_files_in_order_wherever_the_body_is_cut) {
    const auto body = part("title", "Cat") + file_part(R"(name="picture"; filename="cat.png")") + part("title", "") +
                      part("note", "a\r\nb") + std::string(end);
    EXPECT_EQ(read_alike(body),
              "[title]Cat$\n"
              "[picture|cat.png|image/png]bytes$\n"
              "[title]$\n"
              "[note]a\r\nb$\n"
              "complete");
}

TEST(multipart_reader, what_only_looks_like_a_boundary_is_content) {
    for (const std::string_view content :
         {"\r\n--xY", "\r\n--xYzz", "\r\n--xYz-", "\r\n--xYz- -", "\r\n--xYz \r", "\r\n--xYz\n", "\r\r\n--xyz", "--xYz",
          "--xYz--", "\n--xYz--", "\r\n", "\r\n\r\n-", "\r\n--xYz\r\r\n--xYz\rx", "\r\n--\r\n--xY\r\n--xYzA"}) {
        EXPECT_EQ(read_alike(part("a", content) + std::string(end)), "[a]" + std::string(content) + "$\ncomplete");
    }
    const std::string padded = "\r\n--xYz" + std::string(65, ' ') + "\r\n";
    EXPECT_EQ(read_alike(part("a", padded) + std::string(end)), "[a]" + padded + "$\ncomplete");
}

TEST(multipart_reader, blanks_may_follow_a_boundary_and_text_stand_around_all) {
    EXPECT_EQ(
        read_alike("for nobody\r\n--xYz \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--xYz--for nobody"),
        "[a]1$\ncomplete");
    EXPECT_EQ(read_alike("\r\n" + part("a", "1") + "--xYz--"), "[a]1$\ncomplete");
    EXPECT_EQ(read_alike("--xYz--"), "complete");
}

TEST(multipart_reader, without_its_last_boundary_a_body_is_not_complete) {
    const auto whole = part("a", "1") + "--xYz--";
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
        EXPECT_TRUE(read_alike(whole.substr(0, bytes)).ends_with("open")) << bytes;
    EXPECT_EQ(read_alike(""), "open");
    EXPECT_EQ(read_alike("--other\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--other--"), "open");
}

TEST(multipart_reader, every_boundary_that_is_legal_works) {
    for (const std::string boundary : {"a", "--", "'()+_,-./:=?", "a b", "----WebKitFormBoundaryABC", "xYz"}) {
        const auto body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n--\r\n--\r\n--" +
                          boundary + "--\r\n";
        for (std::size_t pieces = 1; pieces < 5; ++pieces)
            EXPECT_EQ(read(body, pieces, boundary), "[n]--\r\n--$\ncomplete") << boundary;
    }
}

TEST(multipart_reader, stops_at_headers_that_are_not_proper) {
    const auto with = [](std::string_view header) {
        return read_alike("--xYz\r\n" + std::string(header) + "\r\n\r\nx\r\n" + std::string(end));
    };
    const std::string malformed = "stopped: the header of a part is malformed";
    for (const std::string_view header :
         {"nonsense", "Content-Disposition: form-data; name=\"a", "Content-Disposition: form-data; name",
          "Content-Disposition: form-data; =a", "Content-Disposition: form-data name=a",
          "Content-Disposition: form-data; name=a; name=b",
          "Content-Disposition: form-data; name=a; filename=b; filename=c",
          "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
          "Content-Disposition: form-data; name=a;\r\n filename=b"})
        EXPECT_EQ(with(header), malformed) << header;
    EXPECT_EQ(with("Content-Disposition: form-data"), "stopped: a part has no name");
    EXPECT_EQ(with("Content-Type: text/plain"), "stopped: a part has no name");
    EXPECT_EQ(with("Content-Disposition: attachment; name=a"), "stopped: a part is no form-data");
    EXPECT_EQ(with("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64"),
              "stopped: a part has a transfer encoding");
    EXPECT_EQ(with("Content-Disposition: form-data; name=\"\xFF\""), "stopped: the name of a field is not UTF-8");
    EXPECT_EQ(with("Content-Disposition: form-data; name=a; filename=\"\xFF\""),
              "stopped: field \"a\": the name of the file is not UTF-8");
    EXPECT_EQ(read_alike("--xYz\r\n\r\nx\r\n--xYz--"), "stopped: a part has no name");
}

TEST(multipart_reader, takes_headers_up_to_the_limit) {
    const auto header = [](std::size_t bytes) {
        std::string text = "Content-Disposition: form-data; name=\"a\"\r\nX: ";
        return text + std::string(bytes - text.size() - 4, 'x') + "\r\n\r\n";
    };
    EXPECT_EQ(read_alike("--xYz\r\n" + header(200) + "1\r\n--xYz--"), "[a]1$\ncomplete");
    const std::string too_large = "stopped: the header of a part is larger than 200 bytes";
    EXPECT_EQ(read_alike("--xYz\r\n" + header(202) + "1\r\n--xYz--"), too_large);
    EXPECT_EQ(read_alike("--xYz\r\n" + std::string(100'000, 'x')), too_large);
    EXPECT_EQ(read_alike("--xYz\r\n" + std::string(1000, '\r')), too_large);
}

TEST(multipart_reader, hands_over_nothing_once_its_target_has_had_enough) {
    const auto body = part("a", "1") + part("b", "2") + std::string(end);
    const std::string stages[] = {"[a]", "[a]1", "[a]1$\n", "[a]1$\n[b]", "[a]1$\n[b]2", "[a]1$\n[b]2$\n"};
    for (int stop_at = 0; stop_at < 6; ++stop_at) {
        part_log log;
        log.stop_at = stop_at;
        multipart_reader reader("xYz", 200, log);
        EXPECT_FALSE(reader.feed(body)) << stop_at;
        EXPECT_FALSE(reader.feed(body)) << stop_at;
        EXPECT_EQ(log.text, stages[stop_at]);
        EXPECT_EQ(reader.problem(), "");
        EXPECT_FALSE(reader.is_complete());
    }
}

part_head head(std::string_view parameters, std::string_view more = "") {
    auto read =
        read_part_head("Content-Disposition: form-data; " + std::string(parameters) + "\r\n" + std::string(more));
    return read ? *read : part_head{.name = "error: " + read.error()};
}

TEST(part_head, reads_names_in_quotes_and_without) {  // RFC 7578, 4.2
    EXPECT_EQ(head(R"(name="a"; filename="b.txt")"), (part_head{"a", "b.txt"}));
    EXPECT_EQ(head(R"( name=a;filename=b.txt ;)"), (part_head{"a", "b.txt"}));
    EXPECT_EQ(head(R"(NAME="a" ; FileName = "")"), (part_head{"a", ""}));
    EXPECT_EQ(head(R"(filename="b; c=\"d\".txt"; name="\\a\b")"), (part_head{R"(\a\b)", R"(b; c="d".txt)"}));
    EXPECT_EQ(head(R"(name="a"; filename="C:\new\")"), (part_head{"a", R"(C:\new\)"}));
    EXPECT_EQ(head(R"(name="a"; filename="100%22.txt")"), (part_head{"a", "100%22.txt"}));
    EXPECT_EQ(head("name=\"\xC3\xA9\"; filename=\"\xE7\x8C\xAB.png\""), (part_head{"\xC3\xA9", "\xE7\x8C\xAB.png"}));
}

TEST(part_head, passes_over_filename_with_a_star) {  // RFC 7578, 4.2: senders must not use it
    EXPECT_EQ(head(R"(name="a"; filename="b"; filename*=utf-8''c)"), (part_head{"a", "b"}));
    EXPECT_EQ(head(R"(name="a"; filename*=utf-8''c)"), (part_head{"a"}));
}

TEST(part_head, takes_a_type_that_is_proper) {
    EXPECT_EQ(head("name=a", "content-type:  text/plain; charset=utf-8 \r\n").type, "text/plain; charset=utf-8");
    EXPECT_EQ(head("name=a", "Content-Type: text/\x01\r\n").type, "");
    EXPECT_EQ(head("name=a", "Content-Transfer-Encoding: Binary\r\nX-Other: y\r\n"), (part_head{"a"}));
}

TEST(clean_file_name, leaves_no_folders_and_nothing_that_cannot_be_shown) {
    EXPECT_EQ(clean_file_name("cat.png"), "cat.png");
    EXPECT_EQ(clean_file_name("/etc/../cat.png"), "cat.png");
    EXPECT_EQ(clean_file_name(R"(C:\pictures\cat.png)"), "cat.png");
    EXPECT_EQ(clean_file_name("a\nb\x7f"
                              "c\x01"),
              "abc");
    for (auto* none : {"", ".", "..", "/", "a/", R"(..\..)", "\x01", "a/.."}) EXPECT_EQ(clean_file_name(none), "file");
    EXPECT_EQ(clean_file_name(".profile"), ".profile");
}

TEST(boundary_of, gives_what_a_proper_type_names) {  // RFC 2046, 5.1.1
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=----WebKitFormBoundaryX1"), "----WebKitFormBoundaryX1");
    EXPECT_EQ(boundary_of("multipart/form-data; charset=utf-8; Boundary=\"a b:c\""), "a b:c");
    EXPECT_EQ(boundary_of("multipart/form-data;boundary=" + std::string(70, 'b')), std::string(70, 'b'));
    for (const std::string& type :
         {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
          std::string("multipart/form-data; boundary=\"\""), std::string("multipart/form-data; boundary=\"a "),
          std::string("multipart/form-data; boundary=\"a \""), std::string("multipart/form-data; boundary=a\"b"),
          std::string("multipart/form-data; boundary=\"a\rb\""),
          "multipart/form-data; boundary=" + std::string(71, 'b')})
        EXPECT_EQ(boundary_of(type), std::nullopt) << type;
}

}  // namespace
}  // namespace solder::detail
