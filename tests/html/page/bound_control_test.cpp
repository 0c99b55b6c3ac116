#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/reactive/store.hpp>
#include <solder/wire/json.hpp>

namespace solder {
namespace {

using testing::fake_property;

/// Kept in a store: at the top, in a struct and in a row.
struct pet {
    int id;
    std::string name;
};
struct settings {
    std::string name;
    bool open;
    std::optional<int> limit;
    std::vector<std::int64_t> days;
    pet first;
    std::vector<pet> more;
};

class bound_control : public ::testing::Test {
protected:
    std::string mount(callback<view()> root) { return page_.mount(std::move(root)); }
    /// What the document does when a person types, or chooses.
    void type(std::string_view selector, std::string_view value, bool checked = false) {
        event e;
        e.type = "input";
        e.value = value;
        e.checked = checked;
        auto handlers = page_.document.handler_of(page_.document.find(selector), "bind");
        ASSERT_EQ(handlers.size(), 1u);
        page_.document.find(selector).properties.clear();
        dispatch_event(handlers[0], e);
        flush_document();
    }
    std::map<std::string, fake_property> properties(std::string_view selector) {
        flush_document();
        return page_.document.find(selector).properties;
    }
    using values = std::map<std::string, fake_property>;

    page_under_test page_;
};

TEST_F(bound_control, field_and_signal_follow_each_other) {
    const auto name = create_signal(std::string("a\"b"));
    EXPECT_EQ(mount([=] { return html(R"(<input type="search" bind={}><p>{}</p>)", name, name); }),
              R"(<input type="search" value="a&quot;b"><p>a"b</p>)");
    EXPECT_EQ(properties("input"), values());
    type("input", "typed");
    EXPECT_EQ(name(), "typed");
    EXPECT_EQ(properties("input"), values()) << "written again: that would move the cursor";
    name.set("set");
    EXPECT_EQ(properties("input"), (values{{"value", "set"}}));
    type("input", "b");
    batch([&] {
        name.set("c");
        name.set("set");
    });
    EXPECT_EQ(properties("input"), (values{{"value", "set"}}));
    EXPECT_EQ(page_.html(), R"(<input type="search" value="a&quot;b"><p>set</p>)");
}

TEST_F(bound_control, textarea) {
    const auto text = create_signal(std::string("\none"));
    EXPECT_EQ(mount([=] { return html("<textarea bind={} name={}></textarea>", text, "t"); }),
              "<textarea name=\"t\">\none</textarea>");
    type("textarea", "two");
    EXPECT_EQ(text(), "two");
    text.set("three");
    EXPECT_EQ(properties("textarea"), (values{{"value", "three"}}));
}

TEST_F(bound_control, checkbox) {
    const auto done = create_signal(true);
    EXPECT_EQ(mount([=] { return html(R"(<input type="checkbox" value="v" bind={}>)", done); }),
              R"(<input type="checkbox" value="v" checked="">)");
    type("input", "v", false);
    EXPECT_FALSE(done());
    EXPECT_EQ(properties("input"), values());
    done.set(true);
    EXPECT_EQ(properties("input"), (values{{"checked", true}}));
}

TEST_F(bound_control, number_that_is_no_number_leaves_the_signal_alone) {
    const auto whole = create_signal(std::int64_t{5});
    const auto small = create_signal(7);
    const auto real = create_signal(0.5);
    mount([=] {
        return html(
            R"(<input id="w" type="number" bind={}><input id="s" type="range" bind={}><input id="r" type="number" bind={}>)",
            whole, small, real);
    });
    for (auto text : {"", "-", "1e", "x", "1.5", "9223372036854775808", "-9223372036854775809"}) {
        type("#w", text);
        EXPECT_EQ(whole(), 5) << text;
    }
    type("#w", "-9223372036854775808");
    EXPECT_EQ(whole(), std::numeric_limits<std::int64_t>::min());
    type("#w", "9223372036854775807");
    EXPECT_EQ(whole(), std::numeric_limits<std::int64_t>::max());
    type("#s", "2147483648");
    EXPECT_EQ(small(), 7);
    type("#s", "-2147483648");
    EXPECT_EQ(small(), std::numeric_limits<int>::min());
    for (auto text : {"", "-", ".", "1e", "1e999", "nan"}) {
        type("#r", text);
        EXPECT_EQ(real(), 0.5) << text;
    }
    for (auto [text, value] : {std::pair("1.50", 1.5), {"-.5", -0.5}, {"007", 7.0}, {"1e3", 1000.0}, {"0", 0.0}}) {
        type("#r", text);
        EXPECT_EQ(real(), value) << text;
        EXPECT_EQ(properties("#r"), values()) << "what is typed stays as it is: " << text;
    }
    real.set(2.25);
    EXPECT_EQ(properties("#r"), (values{{"value", 2.25}}));
    small.set(3);
    EXPECT_EQ(properties("#s"), (values{{"value", "3"}}));
}

TEST_F(bound_control, radios_of_a_group) {
    const auto size = create_signal(std::string("m"));
    EXPECT_EQ(
        mount([=] {
            return html(
                R"(<input type="radio" name="s" bind={} value="s"><input type="radio" name="s" value={} bind={}>)",
                size, "m", size);
        }),
        R"(<input type="radio" name="s" value="s"><input type="radio" name="s" value="m" checked="">)");
    type("[value=s]", "s", true);
    EXPECT_EQ(size(), "s");
    EXPECT_EQ(properties("[value=m]"), (values{{"checked", false}}));
    size.set("none");
    EXPECT_EQ(properties("[value=s]"), (values{{"checked", false}}));
}

TEST_F(bound_control, select_chooses_when_it_has_its_options) {
    const auto color = create_signal(std::string("b"));
    const std::vector<std::string> colors{"a", "b"};
    EXPECT_EQ(mount([=] {
                  return html("<select bind={}>{}</select>", color,
                              For([=] { return colors; },
                                  [](const std::string& c) { return html("<option value={}>{}</option>", c, c); }));
              }),
              R"(<select><option value="a">a</option><option value="b" selected="">b</option></select>)");
    EXPECT_EQ(properties("select"), (values{{"value", "b"}}));
    type("select", "a");
    EXPECT_EQ(color(), "a");
    color.set("b");
    EXPECT_EQ(properties("select"), (values{{"value", "b"}}));
}

TEST_F(bound_control, number_that_may_be_missing) {
    const auto limit = create_signal(std::optional<int>());
    const auto rate = create_signal(std::optional<double>(0.5));
    EXPECT_EQ(mount([=] {
                  return html(R"(<input id="l" type="number" bind={}><input id="r" type="number" bind={}>)", limit,
                              rate);
              }),
              R"(<input id="l" type="number"><input id="r" type="number" value="0.5">)");
    type("#l", "7");
    EXPECT_EQ(limit(), 7);
    for (auto text : {"1.5", "2147483648", "x"}) {
        type("#l", text);
        EXPECT_EQ(limit(), 7) << text;
    }
    type("#l", "");
    EXPECT_EQ(limit(), std::nullopt);
    EXPECT_EQ(properties("#l"), values()) << "it is empty already";
    limit.set(3);
    EXPECT_EQ(properties("#l"), (values{{"value", "3"}}));
    limit.set(std::nullopt);
    EXPECT_EQ(properties("#l"), (values{{"value", ""}}));
    type("#r", "");
    EXPECT_EQ(rate(), std::nullopt);
    type("#r", "1.50");
    EXPECT_EQ(rate(), 1.5);
    EXPECT_EQ(properties("#r"), values()) << "what is typed stays as it is";
}

TEST_F(bound_control, multiple_select_of_texts) {
    const auto colors = create_signal(std::vector<std::string>{"b", "\"c\\"});
    EXPECT_EQ(
        mount([=] {
            return html(
                R"(<select multiple bind={}><option value="a">A</option><option>b</option><option value='"c\'>C</option></select>)",
                colors);
        }),
        R"(<select multiple=""><option value="a">A</option><option selected="">b</option>)"
        R"(<option value="&quot;c\" selected="">C</option></select>)");
    EXPECT_EQ(properties("select"), (values{{"value", R"(["b","\"c\\"])"}}));
    type("select", R"(["a","\"c\\"])");
    EXPECT_EQ(colors(), (std::vector<std::string>{"a", "\"c\\"}));
    EXPECT_EQ(properties("select"), values());
    type("select", "[]");
    EXPECT_EQ(colors(), std::vector<std::string>());
    colors.set({"b"});
    EXPECT_EQ(properties("select"), (values{{"value", R"(["b"])"}}));
    type("select", "no list");
    EXPECT_EQ(colors(), std::vector<std::string>());
}

TEST_F(bound_control, multiple_select_of_numbers_leaves_out_what_is_none) {
    const auto days = create_signal(std::vector<int>{2});
    const auto rates = create_signal(std::vector<double>{0.5});
    EXPECT_EQ(mount([=] {
                  return html(R"(<select id="d" multiple bind={}><option>1</option><option>2</option></select>)"
                              R"(<select id="r" multiple bind={}><option>0.5</option><option>1e+21</option></select>)",
                              days, rates);
              }),
              R"(<select id="d" multiple=""><option>1</option><option selected="">2</option></select>)"
              R"(<select id="r" multiple=""><option selected="">0.5</option><option>1e+21</option></select>)");
    type("#d", R"(["1","x","","2"])");
    EXPECT_EQ(days(), (std::vector<int>{1, 2}));
    type("#r", R"(["0.5","1e+21"])");
    EXPECT_EQ(rates(), (std::vector<double>{0.5, 1e21}));
    rates.set({1e21});
    EXPECT_EQ(properties("#r"), (values{{"value", R"(["1e+21"])"}}));
}

TEST_F(bound_control, members_of_a_store) {
    const auto kept = create_store(settings{"n", false, 1, {2}, {7, "rex"}, {{8, "tom"}}});
    EXPECT_EQ(mount([=] {
                  return html(R"(<input id="n" bind={}><input id="o" type="checkbox" bind={}>)"
                              R"(<input id="l" type="number" bind={}>)"
                              R"(<select multiple bind={}><option>1</option><option>2</option></select>)"
                              R"(<input id="f" bind={}><input id="m" bind={}>)",
                              kept[&settings::name], kept[&settings::open], kept[&settings::limit],
                              kept[&settings::days], kept[&settings::first][&pet::name],
                              kept[&settings::more][0][&pet::name]);
              }),
              R"(<input id="n" value="n"><input id="o" type="checkbox"><input id="l" type="number" value="1">)"
              R"(<select multiple=""><option>1</option><option selected="">2</option></select>)"
              R"(<input id="f" value="rex"><input id="m" value="tom">)");
    type("#n", "typed");
    type("#o", "on", true);
    type("#l", "");
    type("select", R"(["1","2"])");
    type("#f", "max");
    type("#m", "tim");
    EXPECT_EQ(to_json(kept()), to_json(settings{"typed", true, {}, {1, 2}, {7, "max"}, {{8, "tim"}}}));
    kept.set(settings{"set", true, 5, {}, {7, "max"}, {{8, "kim"}}});
    EXPECT_EQ(properties("#n"), (values{{"value", "set"}}));
    EXPECT_EQ(properties("#l"), (values{{"value", "5"}}));
    EXPECT_EQ(properties("select"), (values{{"value", "[]"}}));
    EXPECT_EQ(properties("#f"), values());
    EXPECT_EQ(properties("#m"), (values{{"value", "kim"}}));
}

template <class T>
view Field(std::string_view id, signal<T> value) {
    return html(R"(<input type="number" bind={} id={}>)", value, id);
}

TEST_F(bound_control, templates_of_one_text_write_signals_of_their_own_types) {
    const auto text = create_signal(std::string("1"));
    const auto whole = create_signal(2);
    const auto real = create_signal(0.5);
    const auto perhaps = create_signal(std::optional<int>(3));
    mount([=] { return html("{}{}{}{}", Field("t", text), Field("w", whole), Field("r", real), Field("p", perhaps)); });
    type("#w", "1.5");
    EXPECT_EQ(whole(), 2);
    type("#w", "7");
    type("#r", "1.5");
    type("#p", "");
    type("#t", "x");
    EXPECT_EQ(whole(), 7);
    EXPECT_EQ(real(), 1.5);
    EXPECT_EQ(perhaps(), std::nullopt);
    EXPECT_EQ(text(), "x");
}

#define FIVE(...) __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__
#define FIVE_TEXTS(text) text text text text text

TEST_F(bound_control, as_many_as_a_template_may_have_holes) {
    const auto on = create_signal(true);
    const auto markup = mount([=] {
        return html(FIVE_TEXTS(FIVE_TEXTS(FIVE_TEXTS(
                        "<label>A label of a field, as long as they are: <input type='checkbox' bind={}></label>\n"
                        "<label>A label of a field, as long as they are: <input type='checkbox' bind={}></label>\n"))),
                    FIVE(FIVE(FIVE(on, on))));
    });
    std::size_t count = 0;
    for (auto at = markup.find("checked"); at != markup.npos; at = markup.find("checked", at + 1)) ++count;
    EXPECT_EQ(count, 250u);
}

TEST_F(bound_control, ends_with_its_owner) {
    const auto name = create_signal(std::string("a"));
    const auto rows = create_signal(std::vector<int>{1});
    mount([=] { return html("<p>{}</p>", For(rows, [=](const int&) { return html("<input bind={}>", name); })); });
    const auto handler = page_.document.handler_of(page_.document.find("input"), "bind").at(0);
    rows.set({});
    EXPECT_EQ(page_.html(), "<p></p>");
    event e;
    e.value = "late";
    dispatch_event(handler, e);
    EXPECT_EQ(name(), "a");
    name.set("b");
    EXPECT_EQ(page_.html(), "<p></p>");
}

TEST(bound_control_hydration, leaves_what_a_person_typed_and_takes_what_is_told) {
    const std::string sent = R"(<input value="a"><input type="checkbox" checked=""><textarea>t</textarea>)"
                             R"(<select><option selected="">x</option><option>y</option></select>)"
                             R"(<p><select multiple=""><option selected="">1</option><option>2</option></select></p>)";
    const auto name = create_signal(std::string("a"));
    const auto on = create_signal(true);
    const auto text = create_signal(std::string("t"));
    const auto choice = create_signal(std::string("x"));
    const auto choices = create_signal(std::vector<int>{1});
    page_under_test page(sent);
    page.hydrate([=] {
        return html(R"(<input bind={}><input type="checkbox" bind={}><textarea bind={}></textarea>)"
                    R"(<select bind={}><option>x</option><option>y</option></select>)"
                    R"(<p><select multiple bind={}><option>1</option><option>2</option></select></p>)",
                    name, on, text, choice, choices);
    });
    EXPECT_EQ(page.html(), sent);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
    for (auto* tag : {"input", "textarea", "select", "p select"})
        EXPECT_TRUE(page.document.find(tag).properties.empty()) << tag << ": what is shown was written";
}

}  // namespace
}  // namespace solder
