#include <gtest/gtest.h>
#include <solder/router/route.hpp>

namespace solder {
namespace {

using texts = std::vector<std::string>;

inline constexpr route<"/projects/:id", std::int64_t> project_route;
inline constexpr route<"tasks/:task", std::uint8_t> task_route;
inline constexpr route<"/:lang?/docs/*page", std::optional<std::string>, std::string> docs_route;
inline constexpr route<"/about"> about_route;
inline constexpr route<"/"> home_route;

template <class Route>
const route_branches& only(const Route& route) {
    const route_paths paths = route;
    const route_pattern_node node{.paths = paths.texts(), .checks = paths.checks()};
    static std::vector<route_branches> kept;
    kept.reserve(1000);
    return kept.emplace_back(*create_branches(std::span(&node, 1)));
}

template <class Route>
std::optional<typename Route::values> read(const Route& route, std::string_view location) {
    const auto matches = get_route_matches(only(route), location);
    return matches.empty() ? std::nullopt : route.read(matches[0].params);
}

TEST(route, builds_addresses_from_values) {
    EXPECT_EQ(project_route.href(42), "/projects/42");
    EXPECT_EQ(project_route.href(INT64_MIN), "/projects/-9223372036854775808");
    EXPECT_EQ(task_route.href(7), "tasks/7");
    EXPECT_EQ(about_route.href(), "/about");
    EXPECT_EQ(home_route.href(), "/");
    EXPECT_EQ(docs_route.href("de", "a b/c?"), "/de/docs/a%20b/c%3F");
    EXPECT_EQ(docs_route.href(std::nullopt, ""), "/docs");
    EXPECT_EQ((project_route / task_route).href(42, 7), "/projects/42/tasks/7");
    EXPECT_EQ((about_route / home_route).path(), "/about/");
    EXPECT_EQ((route<"/caf\u00e9/:name", std::string>().href("a/b")), "/caf%C3%A9/a%2Fb");
}

TEST(route, reads_back_what_it_built) {
    for (const std::int64_t id : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{42}, INT64_MAX})
        EXPECT_EQ(read(project_route, project_route.href(id)), std::tuple(id));
    for (const std::string name : {"a", "a/b", "100%", "%41", "a b", "\u00e9", "?#", "...", ":id", "*"}) {
        const route<"/u/:name", std::string> user;
        EXPECT_EQ(read(user, user.href(name)), std::tuple(name)) << name;
    }
    EXPECT_EQ(read(docs_route, "/docs"), std::tuple(std::optional<std::string>(), std::string()));
    EXPECT_EQ(read(docs_route, "/en/docs/x%20y/z"), std::tuple(std::optional<std::string>("en"), std::string("x y/z")));
}

TEST(route, takes_a_value_that_does_not_read_as_no_match) {
    for (const char* location : {"/projects/x", "/projects/1x", "/projects/+1", "/projects/01", "/projects/-0",
                                 "/projects/1.0", "/projects/9223372036854775808", "/projects/-9223372036854775809",
                                 "/projects/%31", "/projects/-", "/projects/"})
        EXPECT_FALSE(read(project_route, location)) << location;
    EXPECT_EQ(read(task_route, "/tasks/255"), std::tuple(std::uint8_t{255}));
    for (const char* location : {"/tasks/256", "/tasks/-1"}) EXPECT_FALSE(read(task_route, location)) << location;
    EXPECT_FALSE((read(route<"/u/:name", std::string>(), "/u/%ff")));
}

TEST(route, leaves_its_turn_to_others_M28) {
    const route_paths typed = project_route;
    const route_pattern_node nodes[] = {{.paths = typed.texts(), .checks = typed.checks()},
                                        {.paths = {"/projects/:name"}}};
    const auto branches = *create_branches(nodes);
    EXPECT_EQ(get_route_matches(branches, "/projects/7")[0].route->pattern, "/projects/:id");
    EXPECT_EQ(get_route_matches(branches, "/projects/new")[0].route->pattern, "/projects/:name");
}

TEST(route, refuses_to_read_params_that_lack_one) {
    EXPECT_EQ(project_route.read({{"id", "3"}}), std::tuple(std::int64_t{3}));
    EXPECT_FALSE(project_route.read({}));
    EXPECT_FALSE(project_route.read({{"id", "x"}}));
}

#ifndef NDEBUG
TEST(route_death, names_a_text_that_no_path_can_carry) {
    const route<"/u/:name", std::string> user;
    for (const char* text : {"", ".", ".."}) EXPECT_DEATH((void)user.href(text), "a path cannot carry");
    const route<"/x/:a?/:b?", std::optional<int>, std::optional<int>> both;
    EXPECT_DEATH((void)both.href(std::nullopt, 1), "an optional parameter behind one that is missing");
}
#endif

struct colour {
    std::uint32_t rgb = 0;
    friend bool operator==(const colour&, const colour&) = default;
};

}  // namespace

template <>
struct route_value<colour> {
    static std::optional<colour> read(std::string_view raw) {
        if (raw == "red") return colour{0xff0000};
        return std::nullopt;
    }
    static std::string write(const colour&) { return "red"; }
};

namespace {

TEST(route, takes_types_of_the_application) {
    const route<"/paint/:with", colour> paint;
    EXPECT_EQ(read(paint, "/paint/red"), std::tuple(colour{0xff0000}));
    EXPECT_FALSE(read(paint, "/paint/blue"));
    EXPECT_EQ(paint.href({}), "/paint/red");
}

struct definition {
    route_paths path = {};
    int number = 0;
};

TEST(route_paths, are_a_literal_or_several_or_those_of_a_typed_route_M15) {
    EXPECT_EQ(definition{.number = 1}.path.texts(), texts{});
    EXPECT_EQ(definition{.path = "/x/:y"}.path.texts(), texts{"/x/:y"});
    EXPECT_EQ((definition{.path = {"/in", "join/:code?"}}.path.texts()), (texts{"/in", "join/:code?"}));
    EXPECT_EQ(definition{.path = project_route}.path.texts(), texts{"/projects/:id"});
    EXPECT_EQ((definition{.path = runtime_paths{{"/a", "/*/b"}}}.path.texts()), (texts{"/a", "/*/b"}));
    EXPECT_EQ(definition{.path = project_route}.path.checks()[0].name, "id");
}

TEST(route_info, gives_back_what_it_was_made_of_M32) {
    const route_info info = colour{7};
    const route_info copy = info;
    ASSERT_TRUE(copy.get<colour>());
    EXPECT_EQ(copy.get<colour>()->rgb, 7u);
    EXPECT_FALSE(copy.get<int>());
    EXPECT_FALSE(route_info().get<colour>());
    const route_pattern_node nodes[] = {{.paths = {"/a"}, .info = std::string("words")}};
    const auto branches = *create_branches(nodes);
    EXPECT_EQ(*get_route_matches(branches, "/a")[0].route->info.get<std::string>(), "words");
}

}  // namespace
}  // namespace solder
