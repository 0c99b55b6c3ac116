#include "../keys.hpp"
#include <gtest/gtest.h>

namespace monitor {
namespace {

using keys = std::vector<keystroke>;

TEST(key_decoder, knows_the_letters) {
    EXPECT_EQ(key_decoder().decode("qrcmp "),
              (keys{key::quit, key::refresh, key::sort_by_cpu, key::sort_by_memory, key::sort_by_pid, key::pause}));
}

TEST(key_decoder, knows_both_forms_of_the_cursor_keys) {
    EXPECT_EQ(key_decoder().decode("\x1b[A\x1b[B\x1bOA\x1bOB"), (keys{key::up, key::down, key::up, key::down}));
    EXPECT_EQ(key_decoder().decode("\x1b[H\x1b[F\x1b[1~\x1b[4~\x1bOH\x1bOF"),
              (keys{key::first, key::last, key::first, key::last, key::first, key::last}));
    EXPECT_EQ(key_decoder().decode("\x1b[5~\x1b[6~"), (keys{key::page_up, key::page_down}));
}

TEST(key_decoder, puts_a_sequence_together_that_comes_byte_by_byte) {
    key_decoder decoder;
    for (auto byte : {"\x1b", "[", "5"}) EXPECT_EQ(decoder.decode(byte), keys{});
    EXPECT_EQ(decoder.decode("~"), keys{key::page_up});
    EXPECT_EQ(decoder.decode("q"), keys{key::quit});
}

TEST(key_decoder, takes_no_letter_of_an_unknown_sequence_for_a_key) {
    EXPECT_EQ(key_decoder().decode("\x1b[c\x1b[3~\x1b[200~\x1b[<0;1;1m\x1b[p\x1bOr"), keys{});
}

TEST(key_decoder, a_key_with_a_modifier_still_moves) {
    EXPECT_EQ(key_decoder().decode("\x1b[1;5A\x1b[1;2B\x1b[5;5~"), (keys{key::up, key::down, key::page_up}));
}

TEST(key_decoder, passes_over_other_bytes_and_a_lone_escape) {
    EXPECT_EQ(key_decoder().decode("xQ\n\t\x7f\xc3\xa4\x1b"
                                   "q\x1b\x1b[A"),
              (keys{key::quit, key::up}));
}

TEST(key_decoder, takes_what_follows_a_slash_for_text_up_to_the_end_of_the_line) {
    keystroke r{key::letter, 'r'}, q{key::letter, 'q'}, slash{key::letter, '/'};
    EXPECT_EQ(key_decoder().decode("/rq/\x7f\b\x15\x01\rq"),
              (keys{key::search, r, q, slash, key::erase, key::erase, key::erase_all, key::done, key::quit}));
    EXPECT_EQ(key_decoder().decode("/\x1b[Br\n\x7f"), (keys{key::search, key::down, r, key::done}));
    EXPECT_EQ(key_decoder().decode("/\xc3\xa4"), (keys{key::search, {key::letter, '\xc3'}, {key::letter, '\xa4'}}));
}

}  // namespace
}  // namespace monitor
