// Random route definitions and locations: the tree answers as trying one branch after another does, and asks the same
// filters in the same order. Longer runs:
//
//   SOLDER_MODEL_SEED=7 SOLDER_MODEL_STEPS=1000000 solder_test_router --gtest_filter='matching_model.*'
#include "matching_model.hpp"
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <solder/router/branches.hpp>

namespace solder {
namespace {

namespace model = matching_model;
using model::texts;

constexpr int locations_of_a_tree = 100;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

class random_source {
public:
    explicit random_source(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t end) { return engine_() % end; }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::string of(const texts& all) { return all[below(all.size())]; }

private:
    std::mt19937_64 engine_;
};

const texts plain{"a", "a", "b", "b", "A", "Bc", "a b", "é", "%c3%a9", "100%", "c+d", "a?", "x*y"};
const texts names{":p", ":q", ":r", ":s", ":t", ":u", ":P", ":n1", ":n2", ":n3", ":v*w"};
const texts values{"a", "b", "A", "bC", "1", "22", "a%20b", "%C3%A9", "100%25", "x*y", "zz", "%", ":p", "*"};

std::string random_path(random_source& any) {
    std::string out = any.one_in(2) ? "/" : "";
    for (auto count = any.below(3) + any.one_in(4); count > 0; --count) {
        const auto name = any.of(names);
        out += any.below(5) < 3 ? any.of(plain) : any.one_in(4) ? name + "?" : name;
        out += any.one_in(12) ? "//" : "/";
    }
    if (any.one_in(5)) return out + any.of({"*", "*rest", "*r", "*rest/"});
    if (any.one_in(3)) return out;
    while (out.ends_with('/') && out.size() > 1) out.pop_back();
    return out;
}

/// Which values a filter accepts; anything that is not always yes or no.
bool is_accepted(std::size_t kind, const std::string& value) {
    std::size_t sum = kind;
    for (const char c : value) sum += static_cast<unsigned char>(c);
    return sum % 3 != 0;
}

/// The same routes for both sides. Filters note what they were asked.
struct routes {
    std::vector<model::node> expected;
    std::vector<route_pattern_node> actual;
};

class route_maker {
public:
    route_maker(random_source& any, texts& asked_expected, texts& asked_actual)
        : any_(any), asked_expected_(asked_expected), asked_actual_(asked_actual) {}

    routes make(std::size_t count, int depth) {
        routes out;
        for (; count > 0; --count) {
            model::node expected;
            route_pattern_node actual;
            for (auto paths = any_.one_in(3) ? any_.below(4) : 1; paths > 0; --paths)
                expected.paths.push_back(random_path(any_));
            actual.paths = expected.paths;
            if (any_.one_in(2)) add_filters(expected, actual);
            if (depth > 0 && any_.one_in(2)) {
                auto below = make(1 + any_.below(3), depth - 1);
                expected.children = std::move(below.expected);
                actual.children = std::move(below.actual);
            }
            out.expected.push_back(std::move(expected));
            out.actual.push_back(std::move(actual));
        }
        return out;
    }

private:
    void add_filters(model::node& expected, route_pattern_node& actual) {
        for (const char* name : {"p", "q", "r", "s", "t", "u", "P", "n1", "n2", "n3", "rest", "nobody"}) {
            if (any_.one_in(3)) continue;
            if (any_.one_in(4)) {
                actual.filters.push_back({name, {"a", "22"}});
                expected.filters.push_back(
                    {name, [](const std::string& value) { return value == "a" || value == "22"; }});
                continue;
            }
            const auto asks = [name = std::string(name), kind = any_.below(3)](texts& asked, const std::string& value) {
                asked.push_back(name + "=" + value);
                return is_accepted(kind, value);
            };
            actual.filters.push_back({name, [asks, asked = &asked_actual_](std::string_view value) {
                                          return asks(*asked, std::string(value));
                                      }});
            expected.filters.push_back(
                {name, [asks, asked = &asked_expected_](const std::string& value) { return asks(*asked, value); }});
        }
    }

    random_source& any_;
    texts& asked_expected_;
    texts& asked_actual_;
};

/// Some way through the definitions, with values in the places of parameters.
std::string random_location(random_source& any, const std::vector<model::branch>& branches) {
    const std::string pattern = branches.empty() ? "/a" : branches[any.below(branches.size())].levels.back().pattern;
    std::string out;
    for (const auto& segment : model::split(pattern)) {
        if (segment.starts_with(':') || (any.one_in(10) && !segment.empty()))
            out += "/" + any.of(values);
        else if (!segment.starts_with('*'))
            out += segment.empty() ? "" : "/" + segment;
        else
            for (auto count = any.below(4); count > 0; --count) out += "/" + any.of(values);
    }
    return out;
}

void mutate(random_source& any, std::string& location) {
    const auto at = any.below(location.size() + 1);
    switch (any.below(9)) {
        case 0:
            return void(location.insert(at, "/"));
        case 1:
            return location.push_back('/');
        case 2:
            return void(location.erase(0, location.starts_with('/')));
        case 3:
            return void(location += "/" + any.of(values));
        case 4:
            return location.resize(std::min(location.rfind('/'), location.size()));
        case 5:
            for (char& c : location) c = static_cast<char>(std::toupper(c));
            return;
        case 6:
            return void(location.erase(at, 1));
        case 7:
            return void(location.insert(at, any.of({"a", "%41", "\xC3", std::string(1, '\0')})));
        default:
            return void(location.insert(0, "/" + any.of(values)));
    }
}

texts shown(const route_branches& branches, const std::string& location) {
    texts out;
    for (const auto& [route, path, params] : get_route_matches(branches, location)) {
        std::string text = route->original_path + " | " + route->pattern + " -> " + path;
        for (const auto& [name, value] : params) text += " " + name + "=" + value;
        out.push_back(std::move(text));
    }
    return out;
}

texts order(const std::vector<model::branch>& branches) {
    texts out;
    for (const auto& each : branches) {
        std::string text = std::to_string(each.score);
        for (const auto& level : each.levels) text += " > " + level.pattern;
        out.push_back(std::move(text));
    }
    return out;
}
texts order(const route_branches& branches) {
    texts out;
    for (const auto& each : branches.all()) {
        std::string text = std::to_string(each.score);
        for (const auto* level : each.routes) text += " > " + level->pattern;
        out.push_back(std::move(text));
    }
    return out;
}

struct tally {
    std::uint64_t steps = 0;
    std::uint64_t trees = 0;
    std::uint64_t refused = 0;
    std::uint64_t matched = 0;
    std::uint64_t deep = 0;
    std::uint64_t asked = 0;
};

/// One tree and its locations. False when something differs.
void try_tree(std::uint64_t seed, std::uint64_t steps, tally& sum) {
    random_source any(seed);
    texts asked_expected, asked_actual;
    const auto made = route_maker(any, asked_expected, asked_actual).make(1 + any.below(6), 2);
    const std::string base = any.of({"", "", "/", "/base", "Base/two/", "/b c/*"});
    const auto expected = model::branches_of(made.expected, base);
    const auto actual = create_branches(made.actual, base);
    ++sum.trees;
    ASSERT_EQ(actual.has_value(), expected.has_value()) << (actual ? "" : actual.error().message);
    if (!actual) {
        ++sum.refused;
        return;
    }
    ASSERT_EQ(order(*actual), order(*expected));
    for (int i = 0; i < locations_of_a_tree && sum.steps < steps; ++i, ++sum.steps) {
        std::string location = random_location(any, *expected);
        while (any.one_in(2)) mutate(any, location);
        const auto levels = model::matches_at(*expected, location);
        ASSERT_EQ(shown(*actual, location), levels) << location;
        ASSERT_EQ(asked_actual, asked_expected) << location;
        sum.matched += !levels.empty();
        sum.deep += levels.size() > 1;
        sum.asked += asked_actual.size();
        asked_actual.clear();
        asked_expected.clear();
    }
}

// M17, M18, M19, M20, M21, M22, M23, M25, M27, M28, M29, M30
TEST(matching_model, answers_as_the_specification_does) {
    const auto steps = number_from("SOLDER_MODEL_STEPS", 20'000);
    const auto first = number_from("SOLDER_MODEL_SEED", 1);
    tally sum;
    for (auto seed = first; sum.steps < steps; ++seed) {
        try_tree(seed, steps, sum);
        if (HasFatalFailure()) FAIL() << "in the tree of SOLDER_MODEL_SEED=" << seed;
    }
    std::printf("%llu locations in %llu trees (%llu refused): %llu matched, %llu nested, filters asked %llu times\n",
                static_cast<unsigned long long>(sum.steps), static_cast<unsigned long long>(sum.trees),
                static_cast<unsigned long long>(sum.refused), static_cast<unsigned long long>(sum.matched),
                static_cast<unsigned long long>(sum.deep), static_cast<unsigned long long>(sum.asked));
    if (steps < 10'000) return;
    EXPECT_GT(sum.matched * 4, sum.steps);
    EXPECT_GT((sum.steps - sum.matched) * 8, sum.steps);
    EXPECT_GT(sum.deep * 8, sum.steps);
    EXPECT_GT(sum.asked * 8, sum.steps);
    EXPECT_GT((sum.trees - sum.refused) * 4, sum.trees);
}

}  // namespace
}  // namespace solder
