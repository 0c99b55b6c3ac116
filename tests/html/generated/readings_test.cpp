// Values that are there at once, after a turn, or never, and those that fail, read at every kind of place, rendered in
// every way: each page is taken over as it is, and becomes what the browser alone would show.
#include "readings.hpp"
#include "generated_run.hpp"
#include "output_of_server.hpp"
#include "page_run.hpp"

namespace solder::testing {
namespace {

using std::chrono_literals::operator""ms;
using reading_run = page_run<reading_page>;

/// What a page shows that the browser makes alone, and how often it asked for something.
struct made_alone {
    std::string html;
    int fetched;
};
made_alone made_anew(const reading& of) {
    reading_run fresh(of);
    fresh.shown.emplace().mount([&] { return fresh.page.root(); });
    fresh.pass(100ms);
    return {fresh.shown->html(), fresh.page.fetched};
}

/// The page that the server sent, taken over; pieces come later.
void take_over(reading_run& run, const rendered_piece& first) {
    run.shipped.add_from_json(first.data);
    auto& document = run.shown.emplace(*first.html).document;
    const auto nodes = nodes_of(document);
    const auto before = document.html();
    run.shown->hydrate([&] { return run.page.root(); });
    run.cache.begin_load_scope();
    run.enter([] {});
    EXPECT_EQ(run.shown->html(), before);
    EXPECT_EQ(first_gone(nodes, nodes_of(document)), nullptr);
    EXPECT_EQ(document.nodes_moved(), 0u);
}

void take_pieces(reading_run& run, const rendered& sent) {
    for (const auto& piece : sent.pieces) {
        run.pass(3ms);
        if (piece.html) run.shown->document.keep_late(piece.number, *piece.html);
        run.shipped.add_from_json(piece.data);
        run.enter([&] { show_late_content(piece.number, piece.html.has_value()); });
    }
    if (!sent.has_ended) return;  // a value that never comes
    run.shipped.close();
    run.enter([] { end_late_content(); });
}

bool is_shown_at_once(const reading& of) { return of.when == readiness::at_once || of.when == readiness::fails; }

/// Content that has failed by then is made aside to learn of the failure: it asks for other values that the server gave
/// up. Not for those that were on their way until it failed.
bool asks_for_what_was_given_up(const reading& of) {
    const bool fails = of.when == readiness::fails;
    const bool is_waited_for = of.when == readiness::fails_late && !of.in_suspense;
    return (of.place == reading_place::nested && (fails || is_waited_for)) || (of.is_list() && fails);
}

/// How often the page has to ask itself.
int missing_for(const reading& of, way_of_rendering way, const made_alone& alone) {
    if (way == way_of_rendering::at_once) return alone.fetched - is_shown_at_once(of);
    return way == way_of_rendering::in_pieces && asks_for_what_was_given_up(of) ? alone.fetched - 1 : 0;
}

void expect_same(const reading& of, const rendered& sent, way_of_rendering way) {
    const auto alone = made_anew(of);
    reading_run run(of);
    take_over(run, *sent.of(way));
    if (way == way_of_rendering::in_pieces) take_pieces(run, sent);
    run.pass(100ms);
    EXPECT_EQ(without_boundary_marks(run.shown->html()), alone.html);
    EXPECT_EQ(run.page.fetched, missing_for(of, way, alone));
    EXPECT_EQ(run.shown->document.mismatches(), std::vector<std::string>());
    EXPECT_EQ(run.unhandled, "");
}

TEST(readings, give_the_same_page_however_it_is_rendered) {
    const auto text = output_of_server("readings");
    std::string_view in = text;
    constexpr std::array names = {"whole", "at once", "in pieces"};
    int pages = 0;
    for (const auto& each : all_readings()) {
        const auto sent = take_rendered(in);
        EXPECT_EQ(sent.failed, "") << each.name();
        for (auto way : {way_of_rendering::whole, way_of_rendering::at_once, way_of_rendering::in_pieces}) {
            SCOPED_TRACE(each.name() + ", rendered " + names[static_cast<std::size_t>(way)]);
            const bool waits =
                way == way_of_rendering::whole || (way == way_of_rendering::in_pieces && !each.in_suspense);
            const bool never_comes = waits && each.when == readiness::never;
            EXPECT_EQ(sent.of(way).has_value(), !never_comes);
            if (sent.of(way)) expect_same(each, sent, way), ++pages;
        }
    }
    EXPECT_EQ(pages, 13 * (5 * 3 - 1) + 10 * (5 * 3 - 2));
    EXPECT_TRUE(in.empty());
}

}  // namespace
}  // namespace solder::testing
