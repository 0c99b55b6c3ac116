#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>

namespace solder {
namespace {

TEST(elements, parts_of_svg_are_rows_of_a_list) {
    const auto radii = create_signal(std::vector<double>{1, 2.5});
    const auto root = [=] {
        return html(R"(<svg viewBox={}><g>{}</g></svg>)", "0 0 9 9", For(radii, [](const double& r) {
                        return html(R"(<circle r={}/><linearGradient id={}></linearGradient>)", r, r);
                    }));
    };
    expect_taken_over_whole(root);
    page_under_test page;
    EXPECT_EQ(page.mount(root),
              R"(<svg viewBox="0 0 9 9"><g><circle r="1"></circle><linearGradient id="1"></linearGradient>)"
              R"(<circle r="2.5"></circle><linearGradient id="2.5"></linearGradient></g></svg>)");
    radii.set({2.5});
    EXPECT_EQ(
        page.html(),
        R"(<svg viewBox="0 0 9 9"><g><circle r="2.5"></circle><linearGradient id="2.5"></linearGradient></g></svg>)");
}

TEST(elements, html_goes_on_inside_foreign_object) {
    const auto root = [] {
        return html("<svg>{}</svg>", html("<foreignObject><div>{}</div></foreignObject>", html("<p>{}</p>", 1)));
    };
    EXPECT_EQ(page_under_test().mount(root), "<svg><foreignObject><div><p>1</p></div></foreignObject></svg>");
    expect_taken_over_whole(root);
}

TEST(elements, holes_after_a_template_element_are_found) {
    const auto root = [] {
        return html("<div><template><p>a</p><p>b</p></template><b class={}>{}</b></div>", "c", "x");
    };
    EXPECT_EQ(page_under_test().mount(root), "<div><template><p>a</p><p>b</p></template><b class=\"c\">x</b></div>");
    expect_taken_over_whole(root);
}

TEST(elements, enumerated_attributes_say_true_and_false) {
    const auto on = create_signal(true);
    page_under_test page;
    EXPECT_EQ(
        page.mount([=] {
            return html(
                "<p contenteditable={} aria-busy={} spellcheck={} draggable={} data-x={} hidden={}></p>", on,
                [=] { return on(); }, false, "auto", on, std::string("until-found"));
        }),
        R"(<p contenteditable="true" aria-busy="true" spellcheck="false" draggable="auto" data-x="" hidden="until-found"></p>)");
    on.set(false);
    EXPECT_EQ(
        page.html(),
        R"(<p contenteditable="false" aria-busy="false" spellcheck="false" draggable="auto" hidden="until-found"></p>)");
}

TEST(elements, attributes_that_are_no_whole_numbers_are_attributes) {
    const auto at = create_signal(0.5);
    page_under_test page;
    EXPECT_EQ(page.mount([=] { return html("<meter value={} aria-valuenow={}></meter>", at, 1e21); }),
              R"(<meter value="0.5" aria-valuenow="1e+21"></meter>)");
    EXPECT_TRUE(page.document.find("meter").properties.empty());
    at.set(0.25);
    EXPECT_EQ(page.html(), R"(<meter value="0.25" aria-valuenow="1e+21"></meter>)");
    EXPECT_TRUE(page.document.find("meter").properties.empty());
}

TEST(elements, muted_is_a_state_that_begins_with_the_attribute) {
    const auto muted = create_signal(true);
    const auto root = [=] { return html("<video muted={}></video>", muted); };
    using properties = std::map<std::string, testing::fake_property>;
    page_under_test page;
    EXPECT_EQ(page.mount(root), R"(<video muted=""></video>)");
    EXPECT_EQ(page.document.find("video").properties, (properties{{"muted", true}}));
    muted.set(false);
    page.html();
    EXPECT_EQ(page.document.find("video").properties, (properties{{"muted", false}}));
}

TEST(elements, details_and_dialogs_stay_as_open_as_a_person_left_them_when_the_page_is_taken_over) {
    const auto more = create_signal(true);
    const auto root = [=] { return html("<details open={}></details><dialog open={}></dialog>", more, false); };
    EXPECT_EQ(page_under_test().mount(root), R"(<details open=""></details><dialog></dialog>)");
    expect_taken_over_whole(root);
    const std::string left = R"(<details></details><dialog open=""></dialog>)";
    page_under_test page(left);
    EXPECT_EQ(page.hydrate(root), left);
    more.set(false);
    more.set(true);
    EXPECT_EQ(page.html(), R"(<details open=""></details><dialog open=""></dialog>)");
}

TEST(elements, what_else_has_the_attribute_open_follows_its_value) {
    const auto open = create_signal(true);
    const auto root = [=] { return html("<div open={}></div><my-panel open={}></my-panel>", open, open); };
    page_under_test page("<div></div><my-panel></my-panel>");
    EXPECT_EQ(page.hydrate(root), R"(<div open=""></div><my-panel open=""></my-panel>)");
    open.set(false);
    EXPECT_EQ(page.html(), "<div></div><my-panel></my-panel>");
}

TEST(elements, properties_are_set_when_the_content_is_there) {
    std::vector<std::string> order;
    page_under_test page;
    page.mount([&] {
        return html(
            "<select .value={}>{}</select>", [&] { return order.push_back("value"), "b"; },
            [&] {
                order.push_back("options");
                return html("<option>b</option>");
            });
    });
    EXPECT_EQ(order, (std::vector<std::string>{"options", "value"}));
}

TEST(elements, of_applications_have_attributes_properties_and_events) {
    page_under_test page;
    int times = 0;
    EXPECT_EQ(page.mount([&] {
        return html(
            R"(<my-card.small_x some-name={} .items={} onmy-event={}><p slot="a">{}</p></my-card.small_x>)", "v", 3,
            [&] { ++times; }, "x");
    }),
              R"(<my-card.small_x some-name="v"><p slot="a">x</p></my-card.small_x>)");
    auto& card = *page.document.mount().first_child;
    EXPECT_EQ(card.properties, (std::map<std::string, testing::fake_property>{{"items", 3.0}}));
    event e;
    for (auto handler : page.document.handler_of(card, "my-event")) dispatch_event(handler, e);
    EXPECT_EQ(times, 1);
}

TEST(elements, of_applications_may_spell_events_with_capitals_and_attributes_with_on) {
    page_under_test page;
    int times = 0;
    EXPECT_EQ(page.mount([&] {
        return html("<ion-input onionChange={} on={} once={}></ion-input>", [&] { ++times; }, true, "yes");
    }),
              R"(<ion-input on="" once="yes"></ion-input>)");
    event e;
    for (auto handler : page.document.handler_of(*page.document.mount().first_child, "ionChange"))
        dispatch_event(handler, e);
    EXPECT_EQ(times, 1);
}

TEST(elements, a_state_that_changes_is_what_a_reset_of_the_form_gives_back) {
    page_under_test page;
    auto on = create_signal(false);
    EXPECT_EQ(page.mount([on] { return html("<input type=checkbox checked={}>", on); }), "<input type=\"checkbox\">");
    on.set(true);
    EXPECT_EQ(page.html(), R"(<input type="checkbox" checked="">)");
    EXPECT_EQ(page.document.find("input").properties["checked"], testing::fake_property(true));
    on.set(false);
    EXPECT_EQ(page.html(), "<input type=\"checkbox\">");
    EXPECT_EQ(page.document.find("input").properties["checked"], testing::fake_property(false));
}

}  // namespace
}  // namespace solder
