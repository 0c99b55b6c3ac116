#include <cstdlib>
#include <gtest/gtest.h>
#include <set>
#include <solder/server/sealing_keys.hpp>
#include <solder/server/web_application.hpp>

namespace solder {
namespace {

constexpr std::chrono::sys_seconds noon(std::chrono::seconds(1'800'000'000));
constexpr std::chrono::sys_seconds later = noon + std::chrono::seconds(60);

const std::string first_key(64, 'a');
const std::string second_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

sealing_keys keys(const std::string& text) { return sealing_keys::from_text(text).value(); }

TEST(sealing_keys, opens_what_it_sealed_and_nothing_else) {  // V36
    const auto ours = keys(first_key);
    for (const std::string text : {"", "x", "{\"a\":1}", "\xFF\x00\n"}) {
        const auto sealed = ours.seal("session cart", text, later);
        EXPECT_EQ(ours.open("session cart", sealed, noon), text);
        EXPECT_EQ(ours.open("session other", sealed, noon), std::nullopt);
        EXPECT_EQ(keys(second_key).open("session cart", sealed, noon), std::nullopt);
        EXPECT_EQ(sealed.size(), sealing_keys::sealed_bytes(text.size()));
    }
}

TEST(sealing_keys, seals_for_a_cookie_and_never_alike) {
    const auto ours = sealing_keys::random();
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) seen.insert(ours.seal("p", "the same", later));
    EXPECT_EQ(seen.size(), 100u);
    for (const auto& sealed : seen)
        EXPECT_EQ(sealed.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                  std::string::npos);
}

TEST(sealing_keys, refuses_every_change_of_every_character) {  // V36: tampered
    const auto ours = keys(first_key);
    const auto sealed = ours.seal("p", "top secret", later);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(ours.open("p", changed, noon), std::nullopt) << i;
        EXPECT_EQ(ours.open("p", sealed.substr(0, i), noon), std::nullopt) << i;
    }
    EXPECT_EQ(ours.open("p", sealed + "A", noon), std::nullopt);
    EXPECT_EQ(ours.open("p", sealed + "=", noon), std::nullopt);
    EXPECT_EQ(ours.open("p", std::string(100'000, 'A'), noon), std::nullopt);
}

TEST(sealing_keys, what_is_sealed_expires_on_the_second) {
    const auto ours = keys(first_key);
    const auto sealed = ours.seal("p", "x", later);
    EXPECT_EQ(ours.open("p", sealed, later - std::chrono::seconds(1)), "x");
    EXPECT_EQ(ours.open("p", sealed, later), std::nullopt);
}

TEST(sealing_keys, the_first_key_seals_and_all_open) {
    const auto old_sealed = keys(second_key).seal("p", "old", later);
    const auto both = keys(first_key + " , " + second_key);
    EXPECT_EQ(both.open("p", old_sealed, noon), "old");
    const auto sealed = both.seal("p", "new", later);
    EXPECT_EQ(keys(first_key).open("p", sealed, noon), "new");
    EXPECT_EQ(keys(second_key).open("p", sealed, noon), std::nullopt);
}

TEST(sealing_keys, reads_hex_and_both_kinds_of_base64) {
    const std::string hex = "fbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbef";
    const auto sealed = keys(hex).seal("p", "x", later);
    for (const char* same :
         {"++++++++++++++++++++++++++++++++++++++++++8=", "------------------------------------------8=",
          "++++++++++++++++++++++++++++++++++++++++++8", "------------------------------------------8",
          "\n FBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEFBEF\n"})
        EXPECT_EQ(keys(same).open("p", sealed, noon), "x") << same;
}

TEST(sealing_keys, says_which_key_is_wrong_without_showing_it) {
    const auto reason = [](const std::string& text) {
        auto read = sealing_keys::from_text(text);
        return read ? "none" : read.error().message;
    };
    EXPECT_EQ(reason(""), "key 1 is not 32 bytes as hex or base64");
    EXPECT_EQ(reason("secret"), "key 1 is not 32 bytes as hex or base64");
    EXPECT_EQ(reason(first_key + ","), "key 2 is not 32 bytes as hex or base64");
    EXPECT_EQ(reason(first_key.substr(2)), "key 1 is not 32 bytes as hex or base64");
    EXPECT_EQ(reason(std::string(64, 'g')), "key 1 is not 32 bytes as hex or base64");
    EXPECT_EQ(reason(std::string(44, 'A')), "key 1 is not 32 bytes as hex or base64");  // 33 bytes
    std::string many = first_key;
    for (std::size_t i = 1; i < sealing_keys::most_keys; ++i) many += "," + first_key;
    EXPECT_EQ(reason(many), "none");
    EXPECT_EQ(reason(many + "," + first_key), "more than 8 keys");
}

TEST(choose_keys, a_release_build_that_needs_keys_does_not_start_without) {
    const auto refused = detail::choose_keys(nullptr, true, true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              "SOLDER_SECRET is not set (32 bytes as hex or base64: head -c 32 /dev/urandom | base64): a release build "
              "seals sessions and posted forms with no other key");
    EXPECT_FALSE(detail::choose_keys("", true, true));
    EXPECT_TRUE(detail::choose_keys(first_key.c_str(), true, true));
}

TEST(choose_keys, keys_that_are_none_are_refused_in_every_build) {
    for (const bool needed : {false, true})
        for (const bool release : {false, true}) {
            const auto refused = detail::choose_keys("hunter2", needed, release);
            ASSERT_FALSE(refused);
            EXPECT_EQ(refused.error().message, "SOLDER_SECRET: key 1 is not 32 bytes as hex or base64");
        }
}

TEST(choose_keys, a_debug_build_takes_a_random_key_and_says_so) {
    ::testing::internal::CaptureStderr();
    EXPECT_TRUE(detail::choose_keys(nullptr, true, false));
    EXPECT_EQ(::testing::internal::GetCapturedStderr(),
              "note: SOLDER_SECRET is not set (32 bytes as hex or base64: head -c 32 /dev/urandom | base64): sessions "
              "and posted forms of this run do not outlive it\n");
    ::testing::internal::CaptureStderr();
    EXPECT_TRUE(detail::choose_keys(nullptr, false, false));
    EXPECT_TRUE(detail::choose_keys(nullptr, false, true));
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(options_from_environment, takes_the_keys_of_the_environment_unless_others_are_given) {
    const std::string kept = std::getenv("SOLDER_SECRET") ? std::getenv("SOLDER_SECRET") : "";
    const auto sealed = keys(first_key).seal("p", "x", later);
    setenv("SOLDER_SECRET", first_key.c_str(), 1);
    auto from_environment = detail::options_from_environment("", {});
    auto given = detail::options_from_environment("", {.keys = keys(second_key)});
    setenv("SOLDER_SECRET", "short", 1);
    auto refused = detail::options_from_environment("", {});
    kept.empty() ? unsetenv("SOLDER_SECRET") : setenv("SOLDER_SECRET", kept.c_str(), 1);

    ASSERT_TRUE(from_environment && given);
    EXPECT_EQ(from_environment->application.keys->open("p", sealed, noon), "x");
    EXPECT_EQ(given->application.keys->open("p", sealed, noon), std::nullopt);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "SOLDER_SECRET: key 1 is not 32 bytes as hex or base64");
}

}  // namespace
}  // namespace solder
