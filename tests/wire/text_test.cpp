#include <solder/wire/text.hpp>
// first: it includes what it needs
#include <charconv>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace solder;

namespace {

std::string number(double value) {
    std::string out;
    append_number(out, value);
    return out;
}
std::string quoted(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}
double by_std(std::string_view text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec == std::errc::result_out_of_range && text.find("e-") != text.npos) return 0;
    return end.ec == std::errc() ? value : std::nan("");
}
void expect_like_std(const std::string& text) {
    const auto ours = read_number(text);
    const double theirs = by_std(text);
    if (!ours) {
        EXPECT_TRUE(std::isnan(theirs)) << text;
        return;
    }
    EXPECT_EQ(std::memcmp(&*ours, &theirs, sizeof theirs), 0) << text << ": " << *ours << " and " << theirs;
}

}  // namespace

TEST(append_number, writes_like_javascript) {
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(-0.0), "-0");
    EXPECT_EQ(number(1), "1");
    EXPECT_EQ(number(-1.5), "-1.5");
    EXPECT_EQ(number(0.1), "0.1");
    EXPECT_EQ(number(1e20), "100000000000000000000");
    EXPECT_EQ(number(1e21), "1e+21");
    EXPECT_EQ(number(1.5e300), "1.5e+300");
    EXPECT_EQ(number(1e-6), "0.000001");
    EXPECT_EQ(number(1e-7), "1e-7");
    EXPECT_EQ(number(5e-324), "5e-324");
    EXPECT_EQ(number(123456789012345680000.0), "123456789012345680000");
    EXPECT_EQ(number(1234.5678), "1234.5678");
    EXPECT_EQ(number(-1.5e-7), "-1.5e-7");
    EXPECT_EQ(number(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
    EXPECT_EQ(number(std::nan("")), R"({"$num":"nan"})");
}

// Grisu2 gives 5.6843418860808015e-14 and the like here: a key would have another text on the server than in the page.
TEST(append_number, has_the_fewest_digits) {
    EXPECT_EQ(number(std::ldexp(1, -44)), "5.684341886080802e-14");
    EXPECT_EQ(number(9007199254740993e22), "9.007199254740994e+37");
}

TEST(read_number, gives_back_every_double_that_append_number_writes) {
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        EXPECT_EQ(read_number(number(value)), value) << number(value);
    }
}

TEST(read_number, rounds_as_the_standard_library_does) {
    for (const char* text : {"0",
                             "-0",
                             "0.0",
                             "1",
                             "0.1",
                             "123456789012345678901234567890",
                             "9007199254740993",
                             "9007199254740992.99999999999999999",
                             "1e308",
                             "1.7976931348623157e308",
                             "1.7976931348623159e308",
                             "1e309",
                             "5e-324",
                             "2e-324",
                             "1e-400",
                             "0.00000000000000000000001e400",
                             "2.2250738585072011e-308",
                             "4.9406564584124654e-324",
                             "8.5e-1",
                             "1e22",
                             "1e23",
                             "100000000000000000000000e-5"})
        expect_like_std(text);
    std::mt19937_64 random(11);
    for (int i = 0; i < 5'000; ++i) {
        std::string text = std::to_string(random() >> (random() % 64)) + "." + std::to_string(random());
        for (std::size_t more = random() % 4; more > 0; --more) text += std::to_string(random());
        text += "e" + std::to_string(static_cast<int>(random() % 660) - 340);
        expect_like_std(text);
    }
}

// Half way between two doubles, to the last digit: the case that needs all 767 digits.
TEST(read_number, decides_half_way_cases_by_digits_far_out) {
    const double least = std::numeric_limits<double>::denorm_min();
    for (const double value : {least, least * 3, 2.2250738585072014e-308, 1.0, 1.7976931348623155e308}) {
        const double above = std::nextafter(value, std::numeric_limits<double>::infinity());
        // (value + above) / 2 in decimal, by adding the two digit strings and halving.
        char a[1500];
        char b[1500];
        std::snprintf(a, sizeof a, "%.1080f", value);
        std::snprintf(b, sizeof b, "%.1080f", above);
        std::string x(a);
        std::string y(b);
        x.insert(0, y.size() - x.size(), '0');
        std::string sum = "0" + y;
        x.insert(0, 1, '0');
        int carry = 0;
        for (std::size_t i = sum.size(); i-- > 0;) {
            if (sum[i] == '.') continue;
            const int digit = (sum[i] - '0') + (x[i] - '0') + carry;
            sum[i] = static_cast<char>('0' + digit % 10);
            carry = digit / 10;
        }
        int rest = 0;
        for (char& c : sum) {
            if (c == '.') continue;
            const int digit = rest * 10 + (c - '0');
            c = static_cast<char>('0' + digit / 2);
            rest = digit % 2;
        }
        sum += rest != 0 ? "5" : "0";
        sum.erase(0, sum.find_first_not_of('0'));
        if (sum[0] == '.') sum.insert(0, 1, '0');
        ASSERT_EQ(number_length(sum), sum.size());
        expect_like_std(sum);
        expect_like_std(sum + "000000000000000001");
        sum.back() = sum.back() == '0' ? '0' : '4';
        expect_like_std(sum + "9999999");
    }
}

TEST(number_length, follows_the_grammar_of_json) {
    EXPECT_EQ(number_length("-12.5e+3,"), 8u);
    EXPECT_EQ(number_length("01"), 1u);
    for (const char* text : {"", "-", "+1", ".5", "1.", "1.x", "1e", "1e+", "x", "-x"})
        EXPECT_EQ(number_length(text), 0u) << text;
}

TEST(append_integer, writes_the_borders) {
    std::string out;
    append_integer(out, INT64_MIN);
    out += ' ';
    append_integer(out, UINT64_MAX);
    out += ' ';
    append_integer(out, std::int64_t{0});
    EXPECT_EQ(out, "-9223372036854775808 18446744073709551615 0");
}

TEST(append_json_string, escapes_what_json_asks_for_and_repairs_broken_utf8) {
    EXPECT_EQ(quoted("a\"\\/\b\f\n\r\t\x01\x1f\x7f é😀"), "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é😀\"");
    EXPECT_EQ(quoted(std::string_view("\0", 1)), R"("\u0000")");
    EXPECT_EQ(quoted("a\xff"
                     "b\xe2\x82"),
              "\"a\uFFFDb\uFFFD\"");
}

// As the WHATWG encoding standard decodes them, so that a text is the same made by a server and in a page.
TEST(repaired_utf8, has_one_replacement_for_each_part_that_cannot_go_on_as_a_character) {
    EXPECT_EQ(repaired_utf8("\xF0\x9F\x98z\xE2\x82"), "\uFFFDz\uFFFD");
    EXPECT_EQ(repaired_utf8("\xE2\x82\xE2\x82\xAC"), "\uFFFD\u20AC");
    EXPECT_EQ(repaired_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
    EXPECT_EQ(repaired_utf8("\xC0\xAF"), "\uFFFD\uFFFD");
}

TEST(is_utf8, follows_the_table_of_well_formed_sequences) {
    for (const char* text :
         {"", "abc", "é", "€", "😀", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf", "longer than eight é"})
        EXPECT_TRUE(is_utf8(text)) << text;
    for (const char* text : {"\x80", "\xc3", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                             "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "12345678\xff", "\xc3\x28"})
        EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(json_for_script, cannot_end_the_script_and_stays_the_same_json) {
    EXPECT_EQ(json_for_script(R"(["</script><!--"])"), R"(["\u003c/script>\u003c!--"])");
    EXPECT_EQ(json_for_script("\"\u2028\u2029\u2026\""), "\"\\u2028\\u2029\u2026\"");
    EXPECT_EQ(json_for_script("[1]"), "[1]");
}
