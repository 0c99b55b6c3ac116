#include "page_under_test.hpp"
#include <algorithm>
#include <random>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/reactive/store_list.hpp>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

struct item {
    std::int64_t id;
    std::string title;
    bool done = false;
};
using items = std::vector<item>;
using words = std::vector<std::string>;

/// Rows that stay with their element.
auto rows_of(signal<items> list) {
    return [list] {
        return html("<ul>{}</ul>", For(list, [](row<item> each) {
                        return html("<li id={}>{}</li>", each[&item::id], each[&item::title]);
                    }));
    };
}

TEST(For, a_row_stays_while_its_element_changes) {
    page_under_test page;
    auto list = create_signal(items{{1, "a"}, {2, "b"}});
    page.mount([list] {
        return html("<ul>{}</ul>", For(list, [](row<item> each) {
                        return html(
                            "<li id={}>{}<input value={}></li>", each[&item::id],
                            [each] { return each().done ? "done" : "open"; }, each[&item::title]);
                    }));
    });
    auto* row = &page.document.find("#2");
    page.document.find("#2 input").properties["value"] = std::string("typed");
    const auto made = page.document.elements_created();
    list.set({{2, "b", true}, {1, "a"}});
    EXPECT_EQ(page.html(),
              "<ul><li id=\"2\"><!--[-->done<!--]--><input value=\"b\"></li>"
              "<li id=\"1\"><!--[-->open<!--]--><input value=\"a\"></li></ul>");
    EXPECT_EQ(&page.document.find("#2"), row);
    EXPECT_EQ(page.document.find("#2 input").properties["value"], testing::fake_property(std::string("typed")));
    EXPECT_EQ(page.document.elements_created(), made);
}

TEST(For, only_what_reads_a_changed_member_runs_again) {
    words ran;
    page_under_test page;
    auto list = create_signal(items{{1, "a"}, {2, "b"}});
    page.mount([&, list] {
        return html("<ul>{}</ul>", For(list, [&](row<item> each) {
                        ran.push_back("row");
                        return html(
                            "<li class={}>{}</li>",
                            [&, done = each[&item::done]] { return ran.push_back("done"), done() ? "done" : "open"; },
                            [&, title = each[&item::title]] { return ran.push_back("title"), title(); });
                    }));
    });
    ran.clear();
    list.set({{1, "a"}, {2, "B"}});
    EXPECT_EQ(page.html(), "<ul><li class=\"open\">a</li><li class=\"open\">B</li></ul>");
    EXPECT_EQ(std::exchange(ran, {}), words{"title"});
    list.set({{1, "a", true}, {2, "B"}});
    EXPECT_EQ(page.html(), "<ul><li class=\"done\">a</li><li class=\"open\">B</li></ul>");
    EXPECT_EQ(ran, words{"done"});
}

TEST(For, a_member_without_equality_changes_only_when_what_is_in_it_does) {
    struct group {
        std::int64_t id;
        items members;
    };
    int runs = 0;
    page_under_test page;
    auto groups = create_signal(std::vector<group>{{1, {{7, "a"}}}});
    page.mount([&, groups] {
        return html("<p>{}</p>", For(groups, [&](row<group> each) {
                        return html("<b>{}</b>",
                                    [&, members = each[&group::members]] { return ++runs, members().size(); });
                    }));
    });
    groups.set({{1, {{7, "a"}}}});
    page.html();
    EXPECT_EQ(runs, 1);
    groups.set({{1, {{7, "a"}, {8, "b"}}}});
    EXPECT_EQ(page.html(), "<p><b>2</b></p>");
}

TEST(For, a_row_knows_its_place) {
    page_under_test page;
    auto list = create_signal(items{{1, "a"}, {2, "b"}, {3, "c"}});
    page.mount([list] {
        return html("<ul>{}</ul>", For(list, [](row<item> each, row_position place) {
                        return html("<li>{}{}</li>", place, each[&item::title]);
                    }));
    });
    list.set({{3, "c"}, {1, "a"}});
    EXPECT_EQ(page.html(),
              "<ul><li><!--[-->0<!--]--><!--[-->c<!--]--></li><li><!--[-->1<!--]--><!--[-->a<!--]--></li></ul>");
}

TEST(For, rows_are_told_apart_by_what_is_named) {
    page_under_test page;
    auto list = create_signal(items{{1, "a"}, {2, "b"}});
    page.mount([list] {
        auto row_code = [](row<item> each) { return html("<li class={}>{}</li>", each.peek().title, each[&item::id]); };
        return html("<ul>{}</ul>", For(list, row_code, &item::title));
    });
    auto* second = &page.document.find(".b");
    list.set({{7, "b"}, {1, "a"}});
    EXPECT_EQ(page.html(), "<ul><li class=\"b\">7</li><li class=\"a\">1</li></ul>");
    EXPECT_EQ(&page.document.find(".b"), second);
}

TEST(For, goes_through_a_list_of_a_store) {
    page_under_test page;
    store<items> list(items{{1, "a"}, {2, "b"}});
    page.mount([list] {
        return html("<ul>{}</ul>", For(list, [](row<store<item>> each) {
                        return html("<li>{}</li>", [each] { return each()[&item::title](); });
                    }));
    });
    const auto made = page.document.elements_created();
    list[1][&item::title].set("B");
    EXPECT_EQ(page.html(), "<ul><li>a</li><li>B</li></ul>");
    EXPECT_EQ(page.document.elements_created(), made);
    list.push_back({3, "c"});
    EXPECT_EQ(page.html(), "<ul><li>a</li><li>B</li><li>c</li></ul>");
    EXPECT_EQ(page.document.elements_created(), made + 1);
}

TEST(For, null_leaves_the_rows_as_they_are) {
    page_under_test page;
    auto list = create_signal(std::optional<items>());
    EXPECT_EQ(page.mount([list] {
        return html("<ul>{}</ul>", For(list, [](row<item> each) { return html("<li>{}</li>", each[&item::title]); }));
    }),
              "<ul></ul>");
    list.set(items{{1, "a"}});
    EXPECT_EQ(page.html(), "<ul><li>a</li></ul>");
    list.set(std::nullopt);
    EXPECT_EQ(page.html(), "<ul><li>a</li></ul>");
}

TEST(For, no_code_of_a_row_sees_the_list_without_its_element) {
    page_under_test page;
    auto list = create_signal(items{{1, "a"}, {2, "b"}, {3, "c"}});
    int missing = 0;
    page.mount([&, list] {
        return html("<ul>{}</ul>", For(list, [&, list](row<item> each) {
                        return html("<li>{}</li>", [&, list, id = each.peek().id] {
                            const auto found = std::ranges::find(list(), id, &item::id);
                            return found == list().end() ? (++missing, "none") : found->title;
                        });
                    }));
    });
    list.set({{3, "C"}});
    EXPECT_EQ(page.html(), "<ul><li>C</li></ul>");
    EXPECT_EQ(missing, 0);
}

TEST(For, a_row_ends_with_its_element) {
    words ended;
    auto list = create_signal(items{{1, "a"}, {2, "b"}, {3, "c"}});
    {
        page_under_test page;
        page.mount([&, list] {
            return html("<ul>{}</ul>", For(list, [&](row<item> each) {
                            on_cleanup([&, title = each.peek().title] { ended.push_back(title); });
                            return html("<li>{}</li>", each[&item::title]);
                        }));
        });
        list.set({{3, "c"}, {1, "a"}});
        page.html();
        EXPECT_EQ(std::exchange(ended, {}), words{"b"});
        list.set({});
        EXPECT_EQ(page.html(), "<ul></ul>");
        EXPECT_EQ(std::exchange(ended, {}).size(), 2u);
        list.set({{4, "d"}});
        EXPECT_EQ(page.html(), "<ul><li>d</li></ul>");
    }
    EXPECT_EQ(ended, words{"d"});
}

TEST(For, an_ended_row_gives_its_numbers_back) {
    page_under_test page;
    auto list = create_signal(items{{0, ""}});
    page.mount([list] {
        return html("<ul>{}</ul>", For(list, [](const item& each) { return html("<li>{}</li>", each.title); }));
    });
    auto replace = [&](std::int64_t id) {
        list.set({{id, "text"}});
        page.html();
    };
    for (int i = 1; i < 5; ++i) replace(i);
    const auto used = page.document.numbers_used();
    for (int i = 5; i < 50; ++i) replace(i);
    EXPECT_EQ(page.document.numbers_used(), used);
}

TEST(For, takes_over_rows_that_stay) {
    auto list = create_signal(items{{1, "a"}, {2, ""}, {3, "c & d"}});
    expect_taken_over_whole(rows_of(list));
    expect_taken_over_whole([list] {
        return html("<table><tbody>{}</tbody></table>{}",
                    For(list,
                        [](row<item> each, row_position place) {
                            return html("<tr><td>{}</td><td>{}</td></tr>", place,
                                        Show([each] { return each().id > 1; }, [] { return html("<b></b>"); }));
                        }),
                    Index(list, [](row<item> each) {
                        return Show([] { return true; }, [each] { return html("<u>{}</u>", each[&item::title]); });
                    }));
    });
    page_under_test page("<ul><li id=\"1\">a</li><li id=\"2\"></li><li id=\"3\">c &amp; d</li></ul>");
    page.hydrate(rows_of(list));
    auto* second = &page.document.find("#2");
    list.set({{2, "b"}, {4, "d"}, {1, "a"}});
    EXPECT_EQ(page.html(), "<ul><li id=\"2\">b</li><li id=\"4\">d</li><li id=\"1\">a</li></ul>");
    EXPECT_EQ(&page.document.find("#2"), second);
}

TEST(For, takes_over_a_list_that_is_not_there_yet) {
    auto list = create_signal(std::optional<items>());
    auto root = [list] {
        return html("<ul>{}</ul>", For(list, [](const item& each) { return html("<li>{}</li>", each.title); }));
    };
    expect_taken_over_whole(root);
    page_under_test page("<ul></ul>");
    page.hydrate(root);
    list.set(items{{1, "a"}});
    EXPECT_EQ(page.html(), "<ul><li>a</li></ul>");
}

TEST(For, rows_of_a_held_transition_are_made_aside) {
    held_page held;
    words log;
    page_under_test page;
    auto list = create_signal(items{{1, "a"}, {2, "b"}});
    page.mount([&, list] {
        return html("<ul>{}</ul>", For(list, [&](row<item> each) {
                        auto id = std::to_string(each.peek().id);
                        log.push_back("+" + id);
                        on_cleanup([&, id] { log.push_back("-" + id); });
                        return html("<li id={}>{}</li>", id, each[&item::title]);
                    }));
    });
    auto* second = &page.document.find("#2");
    log.clear();
    held.hold([&] { list.set({{3, "c"}, {2, "B"}}); });
    EXPECT_EQ(page.html(), "<ul><li id=\"1\">a</li><li id=\"2\">b</li></ul>");
    EXPECT_EQ(std::exchange(log, {}), words{"+3"});
    held.settle();
    EXPECT_EQ(page.html(), "<ul><li id=\"3\">c</li><li id=\"2\">B</li></ul>");
    EXPECT_EQ(log, words{"-1"});
    EXPECT_EQ(&page.document.find("#2"), second);
}

TEST(For, random_changes_keep_each_row_with_its_element) {
    std::mt19937 random(11);
    page_under_test page;
    auto list = create_signal(items());
    page.mount(rows_of(list));
    std::map<std::int64_t, testing::fake_node*> nodes;
    for (int step = 0; step < 300; ++step) {
        auto next = list.peek();
        std::shuffle(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(random() % (next.size() + 1)), random);
        if (random() % 3 == 0 && !next.empty())
            next.erase(next.begin() + static_cast<std::ptrdiff_t>(random() % next.size()));
        if (random() % 2 == 0)
            next.insert(next.begin() + static_cast<std::ptrdiff_t>(random() % (next.size() + 1)), {step, "new"});
        if (random() % 4 == 0 && !next.empty()) next[random() % next.size()].title = "t" + std::to_string(step);
        if (random() % 40 == 0) next.clear();
        list.set(next);
        std::string expected = "<ul>";
        for (auto& i : next) expected += "<li id=\"" + std::to_string(i.id) + "\">" + i.title + "</li>";
        ASSERT_EQ(page.html(), expected + "</ul>") << "step " << step;
        std::map<std::int64_t, testing::fake_node*> now;
        for (auto* node : find_all(page.document.mount(), "li")) now[std::stoll(*node->attribute("id"))] = node;
        for (auto [id, node] : now)
            ASSERT_EQ(node, nodes.contains(id) ? nodes[id] : node) << "step " << step << ", row " << id;
        nodes = std::move(now);
    }
}

TEST(For, otherwise_is_shown_while_the_list_is_empty) {
    page_under_test page;
    auto list = create_signal(words());
    page.mount([list] {
        return html("<ul>{}</ul>", For(
                                       list, [](const std::string& each) { return html("<li>{}</li>", each); },
                                       [] { return html("<li>none</li>"); }));
    });
    EXPECT_EQ(page.html(), "<ul><li>none</li></ul>");
    list.set({"a", "b"});
    EXPECT_EQ(page.html(), "<ul><li>a</li><li>b</li></ul>");
    auto* first = find_all(page.document.mount(), "li")[0];
    list.set({"c", "a"});
    EXPECT_EQ(page.html(), "<ul><li>c</li><li>a</li></ul>");
    EXPECT_EQ(find_all(page.document.mount(), "li")[1], first);
    list.set({});
    EXPECT_EQ(page.html(), "<ul><li>none</li></ul>");
}

TEST(For, otherwise_waits_for_the_list_to_be_there) {
    page_under_test page;
    const items none;
    auto list = create_signal<const items*>(nullptr);
    page.mount([list] {
        return For(
            list, [](const item& each) { return html("<p>{}</p>", each.title); }, &item::title,
            [] { return html("<b>none</b>"); });
    });
    EXPECT_EQ(page.html().find("none"), std::string::npos);
    list.set(&none);
    EXPECT_NE(page.html().find("<b>none</b>"), std::string::npos);
}

TEST(For, otherwise_of_a_held_transition_waits_with_it) {
    page_under_test page;
    auto list = create_signal(words{"a"});
    page.mount([list] {
        return html("<ul>{}</ul>", For(
                                       list, [](const std::string& each) { return html("<li>{}</li>", each); },
                                       [] { return html("<li>none</li>"); }));
    });
    held_page held;
    held.hold([&] { list.set({}); });
    EXPECT_EQ(page.html(), "<ul><li>a</li></ul>");
    held.settle();
    EXPECT_EQ(page.html(), "<ul><li>none</li></ul>");
}

TEST(Index, otherwise_is_shown_while_the_list_is_empty) {
    page_under_test page;
    auto lines = create_signal(words{"a"});
    page.mount([lines] {
        return html("<ol>{}</ol>", Index(
                                       lines, [](row<std::string> each) { return html("<li>{}</li>", each); },
                                       [] { return html("<li>none</li>"); }));
    });
    EXPECT_EQ(page.html(), "<ol><li>a</li></ol>");
    lines.set({});
    EXPECT_EQ(page.html(), "<ol><li>none</li></ol>");
}

TEST(Index, a_row_stays_with_its_place) {
    words log;
    page_under_test page;
    auto lines = create_signal(words{"a", "b"});
    page.mount([&, lines] {
        return html("<ol>{}</ol>", Index(lines, [&](row<std::string> text, std::size_t place) {
                        log.push_back("+" + std::to_string(place));
                        on_cleanup([&, place] { log.push_back("-" + std::to_string(place)); });
                        return html("<li class={}>{}</li>", "n" + std::to_string(place), text);
                    }));
    });
    auto* first = &page.document.find(".n0");
    lines.set({"b", "c", "d"});
    EXPECT_EQ(page.html(), "<ol><li class=\"n0\">b</li><li class=\"n1\">c</li><li class=\"n2\">d</li></ol>");
    EXPECT_EQ(&page.document.find(".n0"), first);
    EXPECT_EQ(page.document.nodes_moved(), 0u);
    lines.set({"x"});
    EXPECT_EQ(page.html(), "<ol><li class=\"n0\">x</li></ol>");
    EXPECT_EQ(&page.document.find(".n0"), first);
    EXPECT_EQ(log, (words{"+0", "+1", "+2", "-1", "-2"}));
}

}  // namespace
}  // namespace solder
