#include <gtest/gtest.h>
#include <solder/core/url.hpp>

namespace solder {
namespace {

using namespace std::string_literals;

std::string shown(std::string_view raw) {
    const auto parts = parse_location(raw);
    return parts ? parts->pathname + " " + parts->search + " " + parts->hash : "none";
}

TEST(percent_encode, keeps_what_encode_uri_component_keeps) {
    EXPECT_EQ(percent_encode_component("aZ09-_.!~*'()"), "aZ09-_.!~*'()");
    EXPECT_EQ(percent_encode_component("a b/é?&=+%41"), "a%20b%2F%C3%A9%3F%26%3D%2B%2541");
    EXPECT_EQ(percent_encode_component("\0\xFF"s), "%00%FF");
}

TEST(percent_encode, keeps_marks_and_valid_escapes_in_a_segment_M19_M20) {
    EXPECT_EQ(percent_encode_segment("+x@:$&,;=!'()*~"), "+x@:$&,;=!'()*~");
    EXPECT_EQ(percent_encode_segment("a b/é"), "a%20b%2F%C3%A9");
    EXPECT_EQ(percent_encode_segment("a%20b%c3%a9"), "a%20b%C3%A9");
    EXPECT_EQ(percent_encode_segment("100%"), "100%25");
    EXPECT_EQ(percent_encode_segment("%4%zz"), "%254%25zz");
    EXPECT_EQ(percent_encode_segment(percent_encode_segment("100% é")), "100%25%20%C3%A9");
}

TEST(percent_decode, refuses_malformed_escapes_and_text_that_is_not_utf8) {
    EXPECT_EQ(percent_decode("a%20b+%C3%a9"), "a b+é");
    EXPECT_EQ(percent_decode(""), "");
    for (const char* bad : {"%", "%4", "%zz", "%FF", "%C3", "%C3x", "%ED%A0%80", "%F4%90%80%80", "%C0%AF", "%E0%80%80"})
        EXPECT_EQ(percent_decode(bad), std::nullopt) << bad;
    EXPECT_EQ(percent_decode("%F0%9F%8D%B5"), "🍵");
    EXPECT_EQ(percent_decode("%F4%8F%BF%BF%ED%9F%BF%EF%BF%BF"), "\xF4\x8F\xBF\xBF\xED\x9F\xBF\xEF\xBF\xBF");
    EXPECT_EQ(percent_decode_or_keep("50%+%20"), "50%+%20");
    EXPECT_EQ(percent_decode_or_keep("5%20"), "5 ");
}

TEST(parse_location, reads_the_table_N4) {
    EXPECT_EQ(shown("/tea room+x"), "/tea%20room+x  ");
    EXPECT_EQ(shown("/tea?q=a+b"), "/tea ?q=a+b ");
    EXPECT_EQ(shown("/tea#x y"), "/tea  #x%20y");
    EXPECT_EQ(shown("/a/../b"), "/b  ");
    EXPECT_EQ(shown("tea"), "/tea  ");
    EXPECT_EQ(shown("?x=1"), "/ ?x=1 ");
    EXPECT_EQ(shown("http://o.org/p?q#h"), "/p ?q #h");
    EXPECT_EQ(shown("//menu"), "//menu  ");
    EXPECT_EQ(shown("///a"), "///a  ");
}

TEST(parse_location, leaves_plain_paths_as_they_are) {
    for (const std::string path : {"/", "/a", "/a/", "/a//b-c_D/9", "/projects/17/tasks"}) {
        EXPECT_EQ(shown(path), path + "  ");
        EXPECT_EQ(shown(" " + path + "?a#b"), path + " ?a #b");  // the long way
    }
}

TEST(parse_location, resolves_dot_segments_however_they_are_written) {
    EXPECT_EQ(shown("/a/b/.."), "/a/  ");
    EXPECT_EQ(shown("/a/b/."), "/a/b/  ");
    EXPECT_EQ(shown("/a/./b/%2E%2e/c"), "/a/c  ");
    EXPECT_EQ(shown("/../../x"), "/x  ");
    EXPECT_EQ(shown("/.."), "/  ");
    EXPECT_EQ(shown("/a/..//b"), "//b  ");
    EXPECT_EQ(shown("/a\\..\\b"), "/b  ");
    EXPECT_EQ(shown("/.../x.."), "/.../x..  ");
    EXPECT_EQ(shown("/shop/sale/../cart"), "/shop/cart  ");  // the last row of M3
}

TEST(parse_location, encodes_each_part_by_its_own_set) {
    EXPECT_EQ(shown("/ \"#"), "/%20%22  ");
    EXPECT_EQ(shown("/<>^`{|}[]~%zz'"), "/%3C%3E%5E%60%7B|%7D[]~%zz'  ");
    EXPECT_EQ(shown("/?\"<>'^`{}é?"), "/ ?%22%3C%3E%27^`{}%C3%A9? ");
    EXPECT_EQ(shown("/#\"<>'^`{}é#?"), "/  #%22%3C%3E'^%60{}%C3%A9#?");
    EXPECT_EQ(shown("/\x01\x7F"), "/%01%7F  ");
    EXPECT_EQ(shown("/?#"), "/  ");
    EXPECT_EQ(shown(""), "/  ");
    EXPECT_EQ(shown("#faq"), "/  #faq");
    EXPECT_EQ(shown(" \n/a\tb \x01"), "/ab  ");
}

TEST(parse_location, takes_the_path_of_absolute_web_addresses) {
    EXPECT_EQ(shown("https://o.org"), "/  ");
    EXPECT_EQ(shown("HTTP:\\\\u:p@o.org:80\\p"), "/p  ");
    EXPECT_EQ(shown("https:o.org/p"), "/p  ");
    EXPECT_EQ(shown("http:p"), "/p  ");
    EXPECT_EQ(shown("http:/p"), "/p  ");
    EXPECT_EQ(shown("\\\\o.org\\p"), "/p  ");
    EXPECT_EQ(shown(" //o.org/p"), "/p  ");
    EXPECT_EQ(shown("http://[::1]:8080/p"), "/p  ");
    EXPECT_EQ(shown("http://o.org:/p"), "/p  ");
    EXPECT_EQ(shown("http://b%C3%BCcher.de/"), "/  ");
}

TEST(parse_location, gives_nothing_for_what_is_no_page_address_N5) {
    for (const char* bad : {"http://", "https:", "http://u@", "http://a b/", "http://o.org:x/", "http://o.org:65536/",
                            "http://[::1", "http://[x]/", "http://a%/", "http://a<b/", "mailto:a@b.c", "javascript:1",
                            "ftp://e.org/", "http://:80/", "http://[::1]x/"})
        EXPECT_EQ(shown(bad), "none") << bad;
}

TEST(parse_query, reads_like_url_search_params_N2) {
    using pairs = std::vector<query_pair>;
    EXPECT_EQ(parse_query("?q=a+b%20c&q=2&&=x&e&f=&g=1=2&?h=+"),
              (pairs{{"q", "a b c"}, {"q", "2"}, {"", "x"}, {"e", ""}, {"f", ""}, {"g", "1=2"}, {"?h", " "}}));
    EXPECT_EQ(parse_query(""), pairs{});
    EXPECT_EQ(parse_query("?"), pairs{});
    EXPECT_EQ(parse_query("&"), pairs{});
    EXPECT_EQ(parse_query("a%20+b=%C3%A9%2B"), (pairs{{"a  b", "é+"}}));
    EXPECT_EQ(parse_query("a=%&b=%4&c=%zz%41"), (pairs{{"a", "%"}, {"b", "%4"}, {"c", "%zzA"}}));
    EXPECT_EQ(parse_query("a=%FFx%E2%82&b=%ED%A0%80"), (pairs{{"a", "\uFFFDx\uFFFD"}, {"b", "\uFFFD\uFFFD\uFFFD"}}));
}

TEST(write_query, writes_what_parse_query_reads_back) {
    const std::vector<query_pair> pairs{{"q", "a b&c=d+é"}, {"", ""}, {"a.b-c_d*", "~!'()%\n🍵"}, {"q", "\0"s}};
    const std::string text = write_query(pairs);
    EXPECT_EQ(text, "q=a+b%26c%3Dd%2B%C3%A9&=&a.b-c_d*=%7E%21%27%28%29%25%0A%F0%9F%8D%B5&q=%00");
    EXPECT_EQ(parse_query(text), pairs);
}

TEST(has_scheme, reads_as_browsers_do) {
    for (const char* url : {"https://e.org", "mailto:a@b.c", " \x01java\nscript:x", "a+b-c.1:x"})
        EXPECT_TRUE(has_scheme(url)) << url;
    for (const char* url : {"", "/a:b", ":id", "?a:b", "#a:b", "1a:b", "a b:c", "a/b:c", "abc", "é:b"})
        EXPECT_FALSE(has_scheme(url)) << url;
}

TEST(is_protocol_relative, sees_slashes_of_both_kinds_and_ignored_characters) {
    for (const char* url : {"//e.org", "/\\e.org", "\\\\e.org", " //e.org", "/\t/e.org", "\x01/\n\\e"})
        EXPECT_TRUE(is_protocol_relative(url)) << url;
    for (const char* url : {"", "/", "/e//f", "e//f", "/ /e"}) EXPECT_FALSE(is_protocol_relative(url)) << url;
}

TEST(is_safe_link_scheme, refuses_script_in_any_disguise) {
    for (const char* url :
         {"javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "\x01\x1F javascript:x", "java\tscript:x",
          "java\nscript\r:x", "\njavascript\t:x", "vbscript:x", "VBScript:x", "data:text/html,x", "da\nta:x"})
        EXPECT_FALSE(is_safe_link_scheme(url)) << url;
    EXPECT_FALSE(is_safe_link_scheme("\0javascript:x"s));
    for (const char* url : {"", "/javascript:x", "https://e.org", "javascript", "java script:x", "javascripts:x",
                            "mailto:a@b.c", "#data:", "?u=javascript:x", "./javascript:x", "database:x"})
        EXPECT_TRUE(is_safe_link_scheme(url)) << url;
    EXPECT_TRUE(is_safe_link_scheme("java\0script:x"s));
    static_assert(!is_safe_link_scheme("javascript:x"));
}

}  // namespace
}  // namespace solder
