#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <limits>
#include <solder/html/dynamic.hpp>
#include <solder/html/element_ref.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

using calls = std::vector<std::string>;

TEST(element_ref, is_null_until_its_template_is_placed_and_after_its_owner_ended) {
    const element_ref field;
    const auto shown = create_signal(false);
    page_under_test page;
    EXPECT_FALSE(field);
    page.mount([=] { return Show(shown, [=] { return html(R"(<p><input id="a" ref={}></p>)", field); }); });
    EXPECT_FALSE(field);
    shown.set(true);
    EXPECT_TRUE(field);
    shown.set(false);
    EXPECT_FALSE(field);
    field.focus();  // does nothing
    EXPECT_EQ(field.value(), "");
    EXPECT_EQ(page.html(), "");
    EXPECT_EQ(page.document.calls(), calls());
}

TEST(element_ref, does_what_it_is_told_in_order_and_where_its_element_is) {
    const element_ref field, dialog;
    page_under_test page;
    page.mount([=] {
        return html(R"(<form><b>{}</b><input id="a" class={} ref={}><dialog ref={}></dialog></form>)", "x", "c", field,
                    dialog);
    });
    field.scroll_into_view();
    dialog.show_modal();
    const element_ref copy = field;
    copy.focus();
    copy.select();
    copy.blur();
    copy.click();
    dialog.close();
    dialog.play();
    dialog.pause();
    EXPECT_EQ(page.html(), R"(<form><b>x</b><input id="a" class="c"><dialog></dialog></form>)");
    const std::string a = R"( <input id="a" class="c">)";
    EXPECT_EQ(page.document.calls(),
              (calls{"scrollIntoView" + a, "showModal <dialog>", "focus" + a, "select" + a, "blur" + a, "click" + a,
                     "close <dialog>", "play <dialog>", "pause <dialog>"}));
}

TEST(element_ref, calls_any_method_with_arguments_as_json) {
    const element_ref map;
    page_under_test page;
    page.mount([=] { return html("<my-map ref={}></my-map>", map); });
    map.call<"panTo">(52.5, -1, "a \"b\"", std::vector{1, 2}, std::optional<int>(), true);
    map.call<"zoom">(std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<float>::infinity());
    map.call<"draw">();
    map.call<"say">(std::string("x"), std::string_view("y"));
    EXPECT_EQ(page.document.calls(), std::vector<std::string>());
    page.html();
    EXPECT_EQ(page.document.calls(), (calls{R"(panTo[52.5,-1,"a \"b\"",[1,2],null,true] <my-map>)",
                                            "zoom[null,null] <my-map>", "draw <my-map>", R"(say["x","y"] <my-map>)"}));
}

TEST(element_ref, gives_addresses_of_chosen_files_that_are_good_as_long_as_one_copy_of_theirs) {
    std::vector<std::string> good;
    set_file_url_keeper({[&](std::uint32_t node, std::size_t number) {
                             if (node == 0 || number > 1) return std::string();
                             good.push_back("blob:" + std::to_string(number));
                             return good.back();
                         },
                         [&](std::string_view url) { std::erase(good, url); }});
    const element_ref field;
    EXPECT_FALSE(field.chosen_file());
    {
        page_under_test page;
        const auto shown = create_signal(file_url());
        page.mount([=] {
            return html(R"(<input type="file" ref={}><img src={}>)", field, [=]() -> std::optional<file_url> {
                if (auto url = shown()) return url;
                return {};
            });
        });
        EXPECT_EQ(page.html(), R"(<input type="file"><img>)");
        shown.set(field.chosen_file());
        EXPECT_EQ(page.html(), R"(<input type="file"><img src="blob:0">)");
        shown.set(field.chosen_file(1));
        EXPECT_EQ(page.html(), R"(<input type="file"><img src="blob:1">)");
        EXPECT_EQ(good, std::vector<std::string>{"blob:1"});
        EXPECT_FALSE(field.chosen_file(2));
    }
    EXPECT_EQ(good, std::vector<std::string>());
    set_file_url_keeper({});
}

TEST(element_ref, comes_to_a_function_once_when_the_element_is_in_the_page) {
    const auto shown = create_signal(true);
    const auto title = create_signal(std::string("t"));
    page_under_test page;
    int times = 0;
    element_ref kept;
    page.mount([&, shown, title] {
        return Show(shown, [&, title] {
            return html(R"(<input title={} ref={}>)", title, [&](element_ref e) {
                ++times;
                e.focus();
                kept = e;
            });
        });
    });
    EXPECT_EQ(times, 1);
    EXPECT_TRUE(kept);
    title.set("u");
    EXPECT_EQ(page.html(), R"(<input title="u">)");
    EXPECT_EQ(times, 1);
    EXPECT_EQ(page.document.calls(), calls{"focus <input>"});
    shown.set(false);
    EXPECT_FALSE(kept);
    shown.set(true);
    EXPECT_EQ(times, 2);
}

TEST(element_ref, of_a_hydrated_page_is_the_element_that_the_server_sent) {
    const element_ref field;
    page_under_test page(R"(<p>a<input id="a"></p>)");
    page.hydrate([=] { return html(R"(<p>a<input id="a" ref={}></p>)", field); });
    field.focus();
    page.html();
    EXPECT_EQ(page.document.calls(), calls{R"(focus <input id="a">)"});
    EXPECT_EQ(page.document.elements_created(), 0u);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
}

TEST(element_ref, placed_twice_is_of_the_last_place_and_never_of_another_element) {
    const element_ref row;
    const auto items = create_signal(std::vector<int>{1, 2});
    page_under_test page;
    page.mount([=] {
        return html("<ul>{}</ul>", For(items, [=](const int& i) { return html("<li id={} ref={}>x</li>", i, row); }));
    });
    row.focus();
    items.set({1});
    EXPECT_FALSE(row);
    EXPECT_EQ(page.html(), R"(<ul><li id="1">x</li></ul>)");
    items.set({1, 3});
    row.focus();
    page.html();
    EXPECT_EQ(page.document.calls(), (calls{R"(focus <li id="2">)", R"(focus <li id="3">)"}));
}

/// Content with `field` that is made anew for each value; the effects of a component come before its template's.
view Field(const signal<std::optional<int>>& shown, const element_ref& field) {
    return html("<p>{}</p>", Show(shown, [field](const int& id) {
                    on_mount([field] { field.focus(); });
                    return html("<input id={} ref={}>", id, field);
                }));
}

TEST(element_ref, is_of_the_element_that_is_shown_while_a_transition_makes_another) {
    const element_ref field;
    const auto shown = create_signal(std::optional(1));
    held_page held;
    page_under_test page;
    page.mount([=] { return Field(shown, field); });
    held.hold([=] { shown.set(2); });
    field.select();
    EXPECT_EQ(page.html(), R"(<p><input id="1"></p>)");
    held.hold([=] { shown.set(3); });
    field.select();
    held.settle();
    EXPECT_EQ(page.html(), R"(<p><input id="3"></p>)");
    field.blur();
    shown.set(std::nullopt);
    EXPECT_FALSE(field);
    page.html();
    EXPECT_EQ(page.document.calls(),
              (calls{R"(focus <input id="1">)", R"(select <input id="1">)", R"(select <input id="1">)",
                     R"(focus <input id="3">)", R"(blur <input id="3">)"}));
}

TEST(element_ref, stays_when_a_transition_that_made_another_element_is_given_up) {
    const element_ref field;
    const auto shown = create_signal(std::optional(1));
    held_page held;
    page_under_test page;
    page.mount([=] { return Field(shown, field); });
    held.hold([=] { shown.set(2); });
    held.hold([=] { shown.set(1); });
    held.settle();
    field.select();
    EXPECT_EQ(page.html(), R"(<p><input id="1"></p>)");
    EXPECT_EQ(page.document.calls(), (calls{R"(focus <input id="1">)", R"(select <input id="1">)"}));
}

TEST(element_ref, is_of_what_a_transition_adds_once_that_has_settled) {
    const element_ref row;
    const auto second = create_signal(false);
    held_page held;
    page_under_test page;
    page.mount([=] {
        auto item = [=](std::string id) { return html("<li id={} ref={}>x</li>", id, row); };
        return html("<ul>{}{}</ul>", item("1"), Show(second, [=] { return item("2"); }));
    });
    held.hold([=] { second.set(true); });
    row.focus();
    held.settle();
    row.focus();
    page.html();
    EXPECT_EQ(page.document.calls(), (calls{R"(focus <li id="1">)", R"(focus <li id="2">)"}));
}

TEST(element_ref, of_what_only_a_transition_has_is_null_when_that_is_given_up) {
    const element_ref field;
    const auto shown = create_signal(std::optional<int>());
    held_page held;
    page_under_test page;
    page.mount([=] { return Field(shown, field); });
    held.hold([=] { shown.set(1); });
    held.hold([=] { shown.set(std::nullopt); });
    held.settle();
    EXPECT_FALSE(field);
    held.hold([=] { shown.set(2); });
    held.settle();
    EXPECT_EQ(page.html(), R"(<p><input id="2"></p>)");
    EXPECT_EQ(page.document.calls(), calls{R"(focus <input id="2">)"})
        << "the handle is there for its content's effects";
}

TEST(element_ref, tells_what_its_control_holds) {
    const element_ref field;
    page_under_test page;
    page.mount([=] { return html(R"(<input ref={}>)", field); });
    set_value_reader([&](std::uint32_t node) {
        auto& held = page.document.node(node).properties["value"];
        return std::holds_alternative<std::string>(held) ? std::get<std::string>(held) : "";
    });
    EXPECT_EQ(field.value(), "");
    page.document.find("input").properties["value"] = std::string("typed");
    EXPECT_EQ(field.value(), "typed");
    set_value_reader({});
    EXPECT_EQ(field.value(), "");
}

}  // namespace
}  // namespace solder
