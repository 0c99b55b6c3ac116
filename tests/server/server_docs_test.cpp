// The code about sessions in docs/server.md.
#include "web_fixture.hpp"

namespace {

// In a header of both sides:
inline constexpr solder::server_function<"visitor.greet", std::string(std::string), solder::writes> greet;

// In a source of the server:
struct visitor {
    std::string name;
    std::optional<std::int64_t> visits;
};

void define_greeting() {
    greet.define([](const std::string& name) -> solder::result<std::string> {
        auto session = solder::use_session<visitor>("visitor");
        auto kept = session.update([&](visitor& v) {
            v.name = name;
            v.visits = v.visits.value_or(0) + 1;
        });
        if (!kept) return std::unexpected(kept.error());
        return "Hello " + name + ", visit " + std::to_string(*session.data().visits);
    });
}

class server_docs : public solder::test::web_fixture {
protected:
    server_docs() : web_fixture([] { return solder::view(); }) {}
};

TEST_F(server_docs, a_session_counts_visits) {
    define_greeting();
    auto first = call("/_server?id=visitor.greet", "[\"Ann\"]");
    EXPECT_EQ(text(first), "\"Hello Ann, visit 1\"");
    EXPECT_EQ(text(call("/_server?id=visitor.greet", "[\"Ann\"]", cookie_pair(first, "visitor"))),
              "\"Hello Ann, visit 2\"");
}

}  // namespace
