#include "render_fixture.hpp"
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/store.hpp>

namespace solder {
namespace {

struct settings {
    std::string name;
    bool open;
};

class bound_controls_on_a_server : public render_fixture {
protected:
    static signal<std::string> text(const char* value) { return create_signal(std::string(value)); }
};

TEST_F(bound_controls_on_a_server, fields_have_their_value) {
    EXPECT_EQ(
        html_of([] {
            return html(R"(<input bind={} name="a"><input type="number" bind={}><input type="range" bind={}>)"
                        R"(<input type="checkbox" bind={}><input type="checkbox" bind={}>)",
                        text("a\"<&"), create_signal(std::int64_t{-5}), create_signal(0.5), create_signal(true),
                        create_signal(false));
        }),
        R"(<input value="a&quot;&lt;&amp;" name="a"><input type="number" value="-5"><input type="range" value="0.5">)"
        R"(<input type="checkbox" checked><input type="checkbox">)");
}

TEST_F(bound_controls_on_a_server, a_comment_in_an_option_may_begin_anywhere_and_end_nowhere) {
    for (std::string_view inside : {"a<!-- b -->", "<!-- b -->a", "a<!-- b", "a<b", "a<!-- b -- >"})
        EXPECT_TRUE(html_of([inside] {
                        return html("<select bind={}><option>{}</option></select>", text("a"),
                                    raw_html(std::string(inside)));
                    }).contains("<option"));
}

TEST_F(bound_controls_on_a_server, textareas_have_their_text) {
    EXPECT_EQ(html_of([] {
                  return html(R"(<textarea bind={} title="a>b" class={}></textarea>{}<textarea bind={}></textarea>)",
                              text("</textarea>&"), "x>y", "z", text("\n\nb"));
              }),
              "<textarea title=\"a>b\" class=\"x>y\">&lt;/textarea&gt;&amp;</textarea><!--[-->z<!--]-->"
              "<textarea>\n\n\nb</textarea>");
}

TEST_F(bound_controls_on_a_server, the_radio_of_the_value_is_checked) {
    EXPECT_EQ(html_of([] {
                  const auto at = text("a&b");
                  return html(
                      R"(<input type="radio" bind={} value="a"><input type="radio" title="<" bind={} value={}>)"
                      R"(<input type="radio" value='a&amp;b' bind={}><input type="radio" value=a&#38;b bind={}>)",
                      at, at, "a&b", at, at);
              }),
              R"(<input type="radio" value="a"><input type="radio" title="<" checked value="a&amp;b">)"
              R"(<input type="radio" value='a&amp;b' checked><input type="radio" value=a&#38;b checked>)");
}

TEST_F(bound_controls_on_a_server, references_stand_for_their_characters) {
    for (auto [reference, character] : {std::pair("&eacute;", "\u00e9"),
                                        {"&euro;", "\u20ac"},
                                        {"&nbsp;", "\u00a0"},
                                        {"&yuml;", "\u00ff"},
                                        {"&#x1F600;", "\U0001F600"},
                                        {"&amp;", "&"}})
        EXPECT_TRUE(html_of([&] {
                        return html("<select bind={}>{}</select>", text((std::string("caf") + character).c_str()),
                                    raw_html("<option>b<option>caf" + std::string(reference) + "</option>"));
                    }).contains("<option selected>caf"))
            << reference;
}

TEST_F(bound_controls_on_a_server, the_option_of_the_value_is_selected_whoever_wrote_it) {
    const std::vector<std::string> more{"d", "e<f"};
    const auto options = [&](const char* chosen) {
        return html_of([=, at = text(chosen)] {
            return html(R"(<textarea bind={}></textarea><select bind={}><option value="">none</option><option> a
 b </option><optgroup label="l">{}</optgroup></select>)",
                        text("tt"), at,
                        For([=] { return more; },
                            [](const std::string& m) { return html("<option disabled={}>{}</option>", false, m); }));
        });
    };
    const std::string begin = "<textarea>tt</textarea><select>";
    const std::string rest = R"(<optgroup label="l"><option>d</option><option>e&lt;f</option></optgroup></select>)";
    const std::string none = "<option value=\"\">none</option><option> a\n b </option>";
    EXPECT_EQ(options("zzz"), begin + none + rest);
    EXPECT_EQ(options(""), begin + "<option selected value=\"\">none</option><option> a\n b </option>" + rest);
    EXPECT_EQ(options("a b"), begin + "<option value=\"\">none</option><option selected> a\n b </option>" + rest);
    EXPECT_EQ(
        options("e<f"),
        begin + none + R"(<optgroup label="l"><option>d</option><option selected>e&lt;f</option></optgroup></select>)");
}

TEST_F(bound_controls_on_a_server, each_option_of_a_list_is_selected) {
    const auto options = [this](std::vector<std::string> chosen) {
        return html_of([=, at = create_signal(chosen)] {
            return html(R"(<select bind={} multiple><option>a</option><option value='"b"'>B</option>{}</select>{})", at,
                        html("<option>c</option>"), html("<select><option>a</option></select>"));
        });
    };
    const std::string after = "<!--]--></select><!--[--><select><option>a</option></select><!--]-->";
    EXPECT_EQ(options({}),
              "<select multiple><option>a</option><option value='\"b\"'>B</option><!--[--><option>c</option>" + after);
    EXPECT_EQ(options({"c", "\"b\"", "a", "d"}),
              "<select multiple><option selected>a</option><option selected value='\"b\"'>B</option>"
              "<!--[--><option selected>c</option>" +
                  after);
    EXPECT_EQ(html_of([] {
                  return html("<select multiple bind={}><option>1</option><option>2.5</option></select>",
                              create_signal(std::vector<double>{2.5}));
              }),
              "<select multiple><option>1</option><option selected>2.5</option></select>");
}

TEST_F(bound_controls_on_a_server, missing_numbers_are_empty_and_stores_are_read) {
    const auto kept = create_store(settings{"a<", true});
    EXPECT_EQ(
        html_of([=] {
            return html(
                R"(<input type="number" bind={}><input type="number" bind={}><input bind={}><input type="checkbox" bind={}>)",
                create_signal(std::optional<int>()), create_signal(std::optional<double>(1.5)), kept[&settings::name],
                kept[&settings::open]);
        }),
        R"(<input type="number"><input type="number" value="1.5"><input value="a&lt;">)"
        R"(<input type="checkbox" checked>)");
}

TEST_F(bound_controls_on_a_server, a_ref_writes_nothing_and_stays_null) {
    const element_ref field;
    EXPECT_EQ(
        html_of([=] { return html("<input ref={}><input ref={}>", field, [](const element_ref&) { ADD_FAILURE(); }); }),
        "<input><input>");
    EXPECT_FALSE(field);
    field.focus();
    EXPECT_EQ(field.value(), "");
}

}  // namespace
}  // namespace solder
