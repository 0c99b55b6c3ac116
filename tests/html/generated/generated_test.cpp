// Random pages, rendered by the server body in another program, taken over by the page body, changed at random, and
// compared with the same page made anew. SOLDER_GENERATED_SEEDS sets how many pages (200), SOLDER_GENERATED_SEED the
// first of them; SOLDER_GENERATED_WITHOUT (place,place...) leaves parts away.
#include "generated_run.hpp"
#include "output_of_server.hpp"
#include <array>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>

namespace solder::testing {
namespace {

std::uint32_t setting(const char* name, std::uint32_t without) {
    const char* is = std::getenv(name);
    return is ? static_cast<std::uint32_t>(std::strtoul(is, nullptr, 10)) : without;
}

std::string text_of(const std::set<int>& places) {
    std::string text;
    for (int each : places) text.append(text.empty() ? "" : ",").append(std::to_string(each));
    return text;
}

std::set<int> places_left_away() {
    std::set<int> all;
    const char* is = std::getenv("SOLDER_GENERATED_WITHOUT");
    for (std::string rest = is ? is : ""; !rest.empty(); rest.erase(0, std::min(rest.find(','), rest.size() - 1) + 1))
        all.insert(std::atoi(rest.c_str()));
    return all;
}

std::string rendered_by_server(std::uint32_t first, std::uint32_t count, const std::set<int>& without) {
    return output_of_server(std::to_string(first) + " " + std::to_string(count) + " \"" + text_of(without) + "\"");
}

constexpr int steps = 6;

std::optional<std::string> wrong_with(std::uint32_t seed, const tree& page, const rendered& sent) {
    if (std::getenv("SOLDER_GENERATED_TRACE")) std::fprintf(stderr, "seed %u\n", seed);
    if (!sent.failed.empty()) return "the server failed: " + sent.failed;
    if (sent.first && !sent.has_ended && !has_part(page, shape::never)) return "the stream never ends";
    constexpr std::array names = {"whole: ", "at once: ", "in pieces: "};
    for (auto way : {way_of_rendering::whole, way_of_rendering::at_once, way_of_rendering::in_pieces}) {
        if (!sent.of(way)) continue;
        if (auto wrong = run_page(page, seed, sent, way, steps)) return names[static_cast<std::size_t>(way)] + *wrong;
    }
    return std::nullopt;
}

std::optional<std::string> wrong_without(std::uint32_t seed, const std::set<int>& without) {
    const auto text = rendered_by_server(seed, 1, without);
    std::string_view in = text;
    return wrong_with(seed, grow_tree(seed, without), take_rendered(in));
}

/// The places of all parts, but for those that are gone already.
void list_places(const tree& t, std::vector<int>& all) {
    all.push_back(t.place);
    for (const auto& each : t.inside) list_places(each, all);
}

/// The page with as little as fails still.
std::set<int> shrunk(std::uint32_t seed, std::set<int> without) {
    std::vector<int> places;
    list_places(grow_tree(seed, without), places);
    for (int place : places) {
        if (place == 0) continue;
        auto fewer = without;
        fewer.insert(place);
        if (wrong_without(seed, fewer)) without = std::move(fewer);
    }
    return without;
}

void report(std::uint32_t seed, const std::set<int>& left_away) {
    const auto without = shrunk(seed, left_away);
    const auto page = grow_tree(seed, without);
    ADD_FAILURE() << "SOLDER_GENERATED_SEED=" << seed
                  << " SOLDER_GENERATED_SEEDS=1 SOLDER_GENERATED_WITHOUT=" << text_of(without) << "\n"
                  << wrong_without(seed, without).value_or("(not with the smaller page)") << "\n"
                  << describe(page);
}

TEST(generated_pages, are_what_they_would_be_if_made_anew) {
    const auto first = setting("SOLDER_GENERATED_SEED", 1), count = setting("SOLDER_GENERATED_SEEDS", 200);
    const auto without = places_left_away();
    int wrong = 0;
    constexpr std::uint32_t at_once = 500;
    for (std::uint32_t done = 0; done < count && wrong < 3; done += at_once) {
        const auto n = std::min(at_once, count - done);
        const auto text = rendered_by_server(first + done, n, without);
        ASSERT_FALSE(text.empty()) << "the server's program failed at seeds " << first + done << " to "
                                   << first + done + n;
        std::string_view in = text;
        for (std::uint32_t seed = first + done; seed != first + done + n && wrong < 3; ++seed) {
            if (!wrong_with(seed, grow_tree(seed, without), take_rendered(in))) continue;
            ++wrong;
            report(seed, without);
        }
        EXPECT_TRUE(in.empty() || wrong > 0);
    }
}

}  // namespace
}  // namespace solder::testing
