#include <cstdlib>
#include <gtest/gtest.h>
#include <map>
#include <solder/query/server_function.hpp>
#include <solder/server/web_application.hpp>

namespace solder {
namespace {

/// Sets variables of the environment, and puts back what was there.
class environment {
public:
    explicit environment(const std::map<std::string, std::string>& set) {
        for (const auto& [name, value] : set) {
            const char* before = std::getenv(name.c_str());
            before_[name] = before ? std::optional<std::string>(before) : std::nullopt;
            setenv(name.c_str(), value.c_str(), 1);
        }
    }
    ~environment() {
        for (const auto& [name, value] : before_)
            value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
    }
    environment(const environment&) = delete;
    environment& operator=(const environment&) = delete;

private:
    std::map<std::string, std::optional<std::string>> before_;
};

const std::string a_key(64, 'a');

TEST(options_from_environment, what_a_program_says_of_listening_is_kept) {
    environment around({{"PORT", ""}, {"SOLDER_ADDRESS", ""}, {"SOLDER_BEHIND_PROXY", ""}, {"SOLDER_SECRET", a_key}});
    auto options = detail::options_from_environment(
        "", {}, {.address = "::1", .port = 81, .threads = 3, .behind_proxy = true, .limits = {.body_bytes = 7}});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->listen.address, "::1");
    EXPECT_EQ(options->listen.port, 81);
    EXPECT_EQ(options->listen.threads, 3u);
    EXPECT_TRUE(options->listen.behind_proxy);
    EXPECT_EQ(options->listen.limits.body_bytes, 7u);
}

TEST(options_from_environment, the_environment_wins_over_the_program) {
    environment around(
        {{"PORT", "8090"}, {"SOLDER_ADDRESS", "0.0.0.0"}, {"SOLDER_BEHIND_PROXY", "0"}, {"SOLDER_SECRET", a_key}});
    auto options = detail::options_from_environment("", {}, {.address = "::1", .port = 81, .behind_proxy = true});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->listen.address, "0.0.0.0");
    EXPECT_EQ(options->listen.port, 8090);
    EXPECT_FALSE(options->listen.behind_proxy);
}

TEST(options_from_environment, allowed_hosts_stand_with_commas_between) {
    environment around({{"SOLDER_ALLOWED_HOSTS", " app.example.org,, localhost"}, {"SOLDER_SECRET", a_key}});
    auto options = detail::options_from_environment("", {.allowed_hosts = {"other"}});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->application.allowed_hosts, (std::vector<std::string>{"app.example.org", "localhost"}));
}

TEST(options_from_environment, hosts_that_no_request_names_are_refused) {
    for (const auto* hosts : {",", " , ", "app.example.org:8080", "https://app.example.org", "a b"}) {
        environment around({{"SOLDER_ALLOWED_HOSTS", hosts}, {"SOLDER_SECRET", a_key}});
        EXPECT_FALSE(detail::options_from_environment("", {})) << hosts;
    }
    environment around({{"SOLDER_ALLOWED_HOSTS", ""}, {"SOLDER_SECRET", a_key}});
    EXPECT_FALSE(detail::options_from_environment("", {.allowed_hosts = {"here:80"}}));
    EXPECT_FALSE(detail::options_from_environment("", {.allowed_hosts = {""}}));
    EXPECT_TRUE(detail::options_from_environment("", {.allowed_hosts = {"[::1]", "127.0.0.1"}}));
}

TEST(options_from_environment, a_policy_that_no_header_carries_is_refused) {
    environment around({{"SOLDER_ALLOWED_HOSTS", ""}, {"SOLDER_SECRET", a_key}});
    EXPECT_TRUE(detail::options_from_environment("", {.content_security_policy = "a;\n\tb\r\n"}));
    EXPECT_FALSE(detail::options_from_environment("", {.content_security_policy = std::string("a\0b", 3)}));
}

TEST(options_from_environment, pages_are_watched_when_that_is_asked_for) {
    for (const auto* value : {"", "0", "1"}) {
        environment around({{"SOLDER_WATCH", value}, {"SOLDER_SECRET", a_key}});
        auto options = detail::options_from_environment("", {});
        ASSERT_TRUE(options);
        EXPECT_EQ(options->is_watched, std::string_view(value) == "1");
    }
}

TEST(options_from_environment, what_is_no_answer_keeps_the_server_from_starting) {
    auto refusal = [](const std::string& name, const std::string& value) {
        environment around({{"SOLDER_SECRET", a_key}, {name, value}});
        auto options = detail::options_from_environment("", {});
        return options ? "none" : options.error().message;
    };
    EXPECT_EQ(refusal("PORT", "80a"), R"(PORT must be a number from 0 to 65535, not "80a")");
    EXPECT_EQ(refusal("PORT", "65536"), R"(PORT must be a number from 0 to 65535, not "65536")");
    EXPECT_EQ(refusal("SOLDER_BEHIND_PROXY", "yes"), R"(SOLDER_BEHIND_PROXY must be 0 or 1, not "yes")");
    EXPECT_EQ(refusal("SOLDER_WATCH", "2"), R"(SOLDER_WATCH must be 0 or 1, not "2")");
    environment watched({{"SOLDER_WATCH", "1"}, {"PORT", ""}});
    EXPECT_EQ(refusal("SOLDER_ADDRESS", "::1"), "none");
#ifdef NDEBUG
    EXPECT_TRUE(refusal("SOLDER_ADDRESS", "0.0.0.0").starts_with("SOLDER_WATCH is for who works on a program"));
#else
    EXPECT_EQ(refusal("SOLDER_ADDRESS", "0.0.0.0"), "none");
#endif
}

constexpr server_function<"environment.nowhere", int()> has_no_body;
[[maybe_unused]] task<int> call_it() { return has_no_body(); }

TEST(serve, names_the_functions_that_are_called_and_have_no_body) {
    ::testing::internal::CaptureStderr();
    detail::serve({}, {.listen = {.address = "nowhere"}, .bundle = {}});
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_TRUE(log.starts_with("note: these server functions are called, and have no body here (`.define`): ")) << log;
    EXPECT_TRUE(log.contains("environment.nowhere")) << log;
}

}  // namespace
}  // namespace solder
