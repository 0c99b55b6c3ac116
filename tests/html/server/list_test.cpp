#include "render_fixture.hpp"
#include <memory>
#include <solder/core/timer.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/query/create_async.hpp>
#include <stdexcept>
#include <vector>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

struct item {
    int id;
    std::string title;
    bool operator==(const item&) const = default;
};

const std::string long_title(40, 'x');  // in memory of its own

async_value<std::string> after(std::chrono::milliseconds delay) {
    return create_async([delay]() -> task<std::string> {
        co_await sleep_for(delay);
        co_return "!";
    });
}

std::string shown(const async_value<std::string>& value) { return value() ? *value() : ""; }

using lists_on_a_server = render_fixture;

TEST_F(lists_on_a_server, otherwise_is_written_for_an_empty_list) {
    const auto list_of = [this](const std::vector<int>& numbers) {
        return html_of([=] {
            return html("<ul>{}</ul>", For([=] { return numbers; }, [](const int& n) { return html("<li>{}</li>", n); },
                                           [] { return html("<li>none</li>"); }));
        });
    };
    EXPECT_EQ(list_of({}), "<ul><li>none</li></ul>");
    EXPECT_EQ(list_of({1, 2}), "<ul><li>1</li><li>2</li></ul>");
}

TEST_F(lists_on_a_server, rows_that_begin_or_end_with_text_stand_between_marks) {
    const auto numbers = [] { return std::vector<int>{1, 2}; };
    EXPECT_EQ(html_of([=] {
                  return html("<p>{}{}{}{}</p>", For(numbers, [](const int& n) { return html("no. <b>{}</b>", n); }),
                              For(numbers, [](const int& n) { return html("<b>{}</b>.", [n] { return n; }); }),
                              For(numbers, [](const int&) { return html(" a "); }),
                              For(numbers, [](const int& n) { return html("{} <i>{}</i>", n, n); }));
              }),
              "<p><!--[--><!--[-->no. <b>1</b><!--]--><!--[-->no. <b>2</b><!--]--><!--]-->"
              "<!--[--><!--[--><b>1</b>.<!--]--><!--[--><b>2</b>.<!--]--><!--]-->"
              "<!--[--><!--[-->a<!--]--><!--[-->a<!--]--><!--]-->"
              "<!--[--><!--[-->1<!--]--> <i>1</i><!--[-->2<!--]--> <i>2</i><!--]--></p>");
}

TEST_F(lists_on_a_server, rows_that_wait_stand_between_those_that_do_not) {
    std::vector<int> made;
    auto& page = render([&] {
        auto items = [] { return std::vector<item>{{1, "a"}, {2, "b" + long_title}, {3, "c"}, {4, "d" + long_title}}; };
        return html("<ul>{}</ul>", For(items, [&](const item& each) -> view {
                        made.push_back(each.id);
                        if (each.id % 2 != 0) return html("<li>{}</li>", each.title);
                        auto late = after(10ms * each.id);
                        return html("<li>{}</li>", [&each, late] { return each.title + shown(late); });
                    }));
    });
    EXPECT_FALSE(page);
    time_.advance(20ms);
    EXPECT_FALSE(page);
    time_.advance(20ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<ul><li>a</li><li>b" + long_title + "!</li><li>c</li><li>d" + long_title + "!</li></ul>");
    EXPECT_EQ(made, (std::vector{1, 2, 3, 4}));
}

TEST_F(lists_on_a_server, rows_of_a_page_that_is_written_again_are_not_made_again) {
    int made = 0, ended = 0;
    auto& page = render([&] {
        auto late = after(10ms);
        auto rows = For([] { return std::vector<item>{{1, "a"}, {2, "b"}}; },
                        [&](const item& each) {
                            ++made;
                            if (each.id == 2) on_cleanup([&] { ++ended; });
                            return html("<li>{}</li>", each.title);
                        });
        return html("<ul>{}</ul><p>{}</p>", std::move(rows), [late] { return shown(late); });
    });
    EXPECT_FALSE(page);
    EXPECT_EQ(ended, 0);
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<ul><li>a</li><li>b</li></ul><p>!</p>");
    EXPECT_EQ(made, 2);
    EXPECT_EQ(ended, 1);
}

TEST_F(lists_on_a_server, what_rows_say_of_the_page_holds_when_it_is_written_again) {
    auto& page = render([] {
        auto late = after(10ms);
        auto rows = For([] { return std::vector<item>{{1, "a"}, {2, "b"}}; },
                        [](const item& each) -> view { return each.id == 1 ? HttpStatus(404) : Title(each.title); });
        return html("{}<p>{}</p>", std::move(rows), [late] { return shown(late); });
    });
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->status, 404u);
    EXPECT_EQ((*page)->title, "b");
}

TEST_F(lists_on_a_server, a_list_within_a_list_is_written_for_each_row) {
    EXPECT_EQ(html_of([] {
                  return For([] { return std::vector{1, 2}; },
                             [](const int& row) {
                                 auto cells = [row] { return std::vector{row * 10, row * 10 + 1}; };
                                 return html("<p>{}</p>", For(cells, [](int cell) { return html("<b>{}</b>", cell); }));
                             });
              }),
              "<p><b>10</b><b>11</b></p><p><b>20</b><b>21</b></p>");
}

TEST_F(lists_on_a_server, a_row_that_writes_its_list_changes_what_follows) {
    signal<std::vector<std::string>> list(std::vector{"a" + long_title, "b" + long_title});
    EXPECT_EQ(html_of([&] {
                  return For([&]() -> const std::vector<std::string>& { return list(); },
                             [&](const std::string& each) {
                                 if (list.peek().size() < 4) list.update([](auto& l) { l.push_back("more"); });
                                 return html("<i>{}</i>", each);
                             });
              }),
              "<i>a" + long_title + "</i><i>b" + long_title + "</i><i>more</i><i>more</i>");
}

TEST_F(lists_on_a_server, a_row_that_fails_takes_its_list_along) {
    EXPECT_EQ(html_of([] {
                  return ErrorBoundary([](const error& e, auto) { return html("<p>{}</p>", e.message); },
                                       [] {
                                           return html("<ul>{}</ul>", For([] { return std::vector{1, 2}; },
                                                                          [](int each) {
                                                                              if (each == 2)
                                                                                  throw std::runtime_error("no");
                                                                              return html("<li>{}</li>", each);
                                                                          }));
                                       });
              }),
              "<!--!--><p>Something went wrong on the server.</p>");
}

TEST_F(lists_on_a_server, a_row_outlived_by_what_it_handed_out_keeps_its_scope) {
    std::vector<ref<owner>> scopes;
    auto& page = render([&] {
        return For([] { return std::vector{1, 2, 3}; },
                   [&](int each) {
                       if (each < 3) scopes.emplace_back(get_owner());
                       return html("<i>{}</i>", each);
                   });
    });
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<i>1</i><i>2</i><i>3</i>");
    ASSERT_EQ(scopes.size(), 2u);
    EXPECT_NE(scopes[0], scopes[1]);
    EXPECT_TRUE(scopes[0]->is_disposed() && scopes[1]->is_disposed());  // with the page
}

TEST_F(lists_on_a_server, no_list_is_no_rows) {
    EXPECT_EQ(html_of([] {
                  const std::vector<int>* none = nullptr;
                  return html("<ul>{}</ul>", For([none] { return none; }, [](int) { return html("<li></li>"); }));
              }),
              "<ul></ul>");
}

}  // namespace
}  // namespace solder
