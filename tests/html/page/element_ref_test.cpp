#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/html/dynamic.hpp>
#include <solder/html/element_ref.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>

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
    EXPECT_EQ(page.html(), R"(<form><b>x</b><input id="a" class="c"><dialog></dialog></form>)");
    const std::string a = R"( <input id="a" class="c">)";
    EXPECT_EQ(page.document.calls(), (calls{"scrollIntoView" + a, "showModal <dialog>", "focus" + a, "select" + a,
                                            "blur" + a, "click" + a, "close <dialog>"}));
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
