#include "page_under_test.hpp"
#include <functional>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

struct item {
    std::int64_t id;
    std::string title;
};
using words = std::vector<std::string>;

/// Text that a visitor typed, which content that is made anew does not have.
void type(page_under_test& page) { page.document.find("input").properties["value"] = std::string("typed"); }
bool has_typed(page_under_test& page) {
    return page.document.find("input").properties["value"] == testing::fake_property(std::string("typed"));
}

TEST(Show, content_that_takes_a_memo_stays_and_follows_the_value) {
    int made = 0;
    page_under_test page;
    auto value = create_signal(std::optional<item>());
    page.mount([&, value] {
        return html("<div>{}</div>", Show(
                                         value,
                                         [&](memo<item> now) {
                                             ++made;
                                             return html("<b>{}</b><input>", [now] { return now().title; });
                                         },
                                         [] { return html("<i>none</i>"); }));
    });
    EXPECT_EQ(page.html(), "<div><i>none</i></div>");
    value.set(item{1, "a"});
    EXPECT_EQ(page.html(), "<div><b>a</b><input></div>");
    type(page);
    value.set(item{2, "b"});
    EXPECT_EQ(page.html(), "<div><b>b</b><input></div>");
    EXPECT_TRUE(has_typed(page));
    EXPECT_EQ(made, 1);
    value.set(std::nullopt);
    EXPECT_EQ(page.html(), "<div><i>none</i></div>");
    value.set(item{3, "c"});
    EXPECT_EQ(page.html(), "<div><b>c</b><input></div>");
    EXPECT_EQ(made, 2);
}

struct shape {
    virtual ~shape() = default;
    virtual std::string name() const = 0;
};
struct circle final : shape {
    std::string name() const override { return "circle"; }
};

TEST(Show, what_stands_behind_a_pointer_to_a_base_is_shown_whole) {
    page_under_test page;
    auto value = create_signal(std::shared_ptr<shape>(std::make_shared<circle>()));
    auto constant = create_signal(std::shared_ptr<const shape>(std::make_shared<circle>()));
    auto exact = create_signal(std::shared_ptr<circle>(std::make_shared<circle>()));
    const auto shows = [](const shape& s) { return html("<b>{}</b>", s.name()); };
    page.mount([=] {
        return html("<p>{}</p><p>{}</p><p>{}</p>", Show(value, shows), Show(constant, shows), Show(exact, shows));
    });
    EXPECT_EQ(page.html(), "<p><b>circle</b></p><p><b>circle</b></p><p><b>circle</b></p>");
    value.set(nullptr);
    EXPECT_EQ(page.html(), "<p></p><p><b>circle</b></p><p><b>circle</b></p>");
}

TEST(Show, an_equal_value_does_not_run_what_follows_it) {
    int runs = 0;
    page_under_test page;
    auto value = create_signal(std::optional<item>({1, "a"}));
    page.mount([&, value] {
        return Show(value, [&](memo<item> now) { return html("<b>{}</b>", [&, now] { return ++runs, now().title; }); });
    });
    value.set(item{1, "a"});
    page.html();
    EXPECT_EQ(runs, 1);
    value.set(item{1, "b"});
    EXPECT_EQ(page.html(), "<b>b</b>");
    EXPECT_EQ(runs, 2);
}

TEST(Show, a_pointer_may_lead_to_the_same_place_with_another_value) {
    page_under_test page;
    auto list = create_signal(std::vector<item>{{1, "a"}});
    auto first = [list] { return list().empty() ? nullptr : &list()[0]; };
    page.mount([=] {
        return html("{}{}", Show(first, [](memo<item> now) { return html("<b>{}</b>", [=] { return now().title; }); }),
                    Show(first, [](const item& now) { return html("<i>{}</i>", now.title); }));
    });
    list.update([](auto& all) { all[0].title = "b"; });
    EXPECT_EQ(page.html(), "<!--[--><b>b</b><!--]--><!--[--><i>b</i><!--]-->");
    list.update([](auto& all) { all.clear(); });
    EXPECT_EQ(page.html(), "<!--[--><!--]--><!--[--><!--]-->");
}

TEST(Show, content_without_a_parameter_stays_while_the_condition_holds) {
    page_under_test page;
    auto count = create_signal(1);
    page.mount([count] { return Show(count, [count] { return html("<input><b>{}</b>", count); }); });
    type(page);
    count.set(2);
    EXPECT_EQ(page.html(), "<input><b>2</b>");
    EXPECT_TRUE(has_typed(page));
    count.set(0);
    EXPECT_EQ(page.html(), "");
}

TEST(Show, a_value_lives_as_long_as_the_content_that_was_made_for_it) {
    page_under_test page;
    auto value = create_signal(std::make_shared<const std::string>("a text that is too long to be kept in place"));
    auto runs = create_signal(0);
    page.mount([=] {
        return Show(value, [=](const std::string& text) {
            return html("<b>{}{}</b>", runs, [=, &text] { return runs(), text; });
        });
    });
    value.set(std::make_shared<const std::string>("a text that is too long to be kept in place"));
    runs.set(1);
    EXPECT_EQ(page.html(), "<b><!--[-->1<!--]--><!--[-->a text that is too long to be kept in place<!--]--></b>");
}

/// Asks conditions in order, and notes which.
struct asked_cases {
    words asked;
    signal<int> number{0};
    auto is_above(int limit) {
        return [this, limit] {
            asked.push_back(std::to_string(limit));
            return number() > limit;
        };
    }
    view Root() {
        return html("<p>{}</p>", Switch({Match(is_above(20), [] { return html("<b>big</b><input>"); }),
                                         Match(is_above(10), [] { return html("<b>middle</b><input>"); })},
                                        [] { return html("<i>small</i>"); }));
    }
};

TEST(Show, each_content_has_an_owner_of_its_own_that_ends_with_it) {
    std::vector<ref<owner>> kept;
    std::vector<std::string> ended;
    page_under_test page;
    auto is_first = create_signal(true);
    page.mount([&, is_first] {
        const auto keep = [&](std::string name) {
            return [&, name] {
                kept.emplace_back(get_owner());
                on_cleanup([&, name] { ended.push_back(name); });
                return html("<b>{}</b>", name);
            };
        };
        return Show(is_first, keep("one"), keep("two"));
    });
    is_first.set(false);
    EXPECT_EQ(page.html(), "<b>two</b>");
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_TRUE(kept[0]->is_disposed());
    EXPECT_FALSE(kept[1]->is_disposed());
    set_diagnostic_hook([](const diagnostic&) {});
    run_with_owner(kept[0].get(), [&] { on_cleanup([&] { ended.push_back("late"); }); });
    set_diagnostic_hook({});
    EXPECT_EQ(ended, (std::vector<std::string>{"one", "late"}));
    is_first.set(true);
    EXPECT_EQ(ended, (std::vector<std::string>{"one", "late", "two"}));
}

TEST(Switch, shows_the_first_case_that_holds) {
    asked_cases cases;
    page_under_test page;
    EXPECT_EQ(page.mount([&] { return cases.Root(); }), "<p><i>small</i></p>");
    cases.number.set(11);
    EXPECT_EQ(page.html(), "<p><b>middle</b><input></p>");
    cases.number.set(21);
    EXPECT_EQ(page.html(), "<p><b>big</b><input></p>");
    cases.number.set(5);
    EXPECT_EQ(page.html(), "<p><i>small</i></p>");
}

TEST(Switch, content_stays_while_its_case_is_the_one_that_holds) {
    asked_cases cases;
    page_under_test page;
    page.mount([&] { return cases.Root(); });
    cases.number.set(11);
    page.html();
    type(page);
    cases.asked.clear();
    cases.number.set(12);
    page.html();
    EXPECT_TRUE(has_typed(page));
    EXPECT_EQ(std::exchange(cases.asked, {}), (words{"20", "10"}));
    cases.number.set(30);
    page.html();
    EXPECT_FALSE(has_typed(page));
    EXPECT_EQ(cases.asked, words{"20"}) << "conditions behind the one that holds do not run";
}

TEST(Switch, each_case_takes_its_value_as_it_wants_it) {
    words made;
    page_under_test page;
    auto failure = create_signal(std::optional<std::string>());
    auto value = create_signal(std::optional<item>());
    page.mount([&, failure, value] {
        return html("<p>{}</p>", Switch({Match(failure,
                                               [&](const std::string& why) {
                                                   made.push_back("failure");
                                                   return html("<i>{}</i>", why);
                                               }),
                                         Match(value, [&](memo<item> now) {
                                             made.push_back("value");
                                             return html("<b>{}</b>", [now] { return now().title; });
                                         })}));
    });
    EXPECT_EQ(page.html(), "<p></p>");
    value.set(item{1, "a"});
    value.set(item{1, "b"});
    EXPECT_EQ(page.html(), "<p><b>b</b></p>");
    failure.set("broken");
    value.set(item{1, "c"});
    EXPECT_EQ(page.html(), "<p><i>broken</i></p>");
    failure.set("still broken");
    EXPECT_EQ(page.html(), "<p><i>still broken</i></p>");
    failure.set(std::nullopt);
    EXPECT_EQ(page.html(), "<p><b>c</b></p>");
    EXPECT_EQ(made, (words{"value", "failure", "failure", "value"}));
}

TEST(Switch, a_case_of_a_held_transition_is_made_aside) {
    held_page held;
    words made;
    page_under_test page;
    auto value = create_signal(std::optional<std::string>("a"));
    page.mount([&, value] {
        return html("<p>{}</p>", Switch({Match(value,
                                               [&](memo<std::string> text) {
                                                   made.push_back("text");
                                                   return html("<b>{}</b>", text);
                                               })},
                                        [&] {
                                            made.push_back("none");
                                            return html("<i></i>");
                                        }));
    });
    held.hold([&] { value.set(std::nullopt); });
    EXPECT_EQ(page.html(), "<p><b>a</b></p>");
    EXPECT_EQ(made, (words{"text", "none"}));
    held.settle();
    EXPECT_EQ(page.html(), "<p><i></i></p>");
    held.hold([&] { value.set("b"); });
    EXPECT_EQ(page.html(), "<p><i></i></p>");
    held.hold([&] { value.set("c"); });
    held.settle();
    EXPECT_EQ(page.html(), "<p><b>c</b></p>");
    EXPECT_EQ(made, (words{"text", "none", "text"}));
}

view Big(const std::string& text) { return html("<h1>{}</h1><input>", text); }
view Small(const std::string& text) { return html("<h6>{}</h6><input>", text); }

TEST(Dynamic, shows_the_component_that_is_given) {
    page_under_test page;
    auto size = create_signal(1);
    auto component = [size] { return size() > 9 ? &Big : size() > 0 ? &Small : nullptr; };
    EXPECT_EQ(page.mount([component] { return html("<div>{}</div>", Dynamic(component, std::string("hi"))); }),
              "<div><h6>hi</h6><input></div>");
    type(page);
    size.set(2);
    page.html();
    EXPECT_TRUE(has_typed(page)) << "the same component stays";
    size.set(10);
    EXPECT_EQ(page.html(), "<div><h1>hi</h1><input></div>");
    size.set(0);
    EXPECT_EQ(page.html(), "<div></div>");
}

TEST(Dynamic, a_function_object_is_another_one_each_time) {
    page_under_test page;
    auto component = create_signal(std::function<view()>());
    EXPECT_EQ(page.mount([component] { return Dynamic(component); }), "");
    component.set([] { return html("<b></b>"); });
    EXPECT_EQ(page.html(), "<b></b>");
    component.set([] { return html("<i></i>"); });
    EXPECT_EQ(page.html(), "<i></i>");
    component.set({});
    EXPECT_EQ(page.html(), "");
}

TEST(Dynamic, what_changes_is_taken_over_and_live) {
    auto value = create_signal(std::optional<item>({1, "a"}));
    auto root = [value] {
        return html("<main>{}{}{}</main>",
                    Show(value, [](memo<item> now) { return html("<b>{}</b>", [now] { return now().title; }); }),
                    Switch({Match([] { return false; }, [] { return html("<i></i>"); }),
                            Match(value, [](const item& now) { return html("<u>{}</u>", now.id); })},
                           [] { return html("<s></s>"); }),
                    Dynamic([value] { return value() ? &Small : &Big; }, std::string("x")));
    };
    expect_taken_over_whole(root);
    page_under_test page(
        "<main><!--[--><b>a</b><!--]--><!--[--><u>1</u><!--]--><!--[--><h6>x</h6><input><!--]--></main>");
    page.hydrate(root);
    EXPECT_EQ(page.document.elements_created(), 0u);
    auto* bold = &page.document.find("b");
    value.set(item{2, "b"});
    EXPECT_EQ(page.html(),
              "<main><!--[--><b>b</b><!--]--><!--[--><u>2</u><!--]--><!--[--><h6>x</h6><input><!--]--></main>");
    EXPECT_EQ(&page.document.find("b"), bold);
    value.set(std::nullopt);
    EXPECT_EQ(page.html(), "<main><!--[--><!--]--><!--[--><s></s><!--]--><!--[--><h1>x</h1><input><!--]--></main>");
}

}  // namespace
}  // namespace solder
