#include "render_fixture.hpp"
#include <optional>
#include <solder/html/escape.hpp>
#include <solder/html/html.hpp>
#include <utility>
#include <vector>

namespace solder {
namespace {

using template_texts = render_fixture;

/// The rule itself, byte by byte.
std::string escaped(std::string_view text, std::string_view quoted) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>' && quoted == ">")
            out += "&gt;";
        else if (c == '"' && quoted == "\"")
            out += "&quot;";
        else if (c == '\r')
            out += "&#13;";
        else if (c == '\0')
            out += "\xEF\xBF\xBD";
        else
            out += c;
    }
    return out;
}

TEST_F(template_texts, escape_at_every_place_of_texts_of_every_length) {
    const std::string_view specials("&<>\"\r\0'a\x7F", 9);
    for (std::size_t length = 1; length <= 50; ++length)
        for (std::size_t at = 0; at < length; ++at)
            for (const char special : specials) {
                std::string text(length, 'x');
                text[at] = special;
                text[length - 1 - at / 2] = special;
                ASSERT_EQ(html_of([&] { return html("<p title={}>{}</p>", text, text); }),
                          "<p title=\"" + escaped(text, "\"") + "\">" + escaped(text, ">") + "</p>");
                std::string appended;
                append_escaped_text(appended, text);
                ASSERT_EQ(appended, escaped(text, ">"));
            }
}

TEST_F(template_texts, bytes_that_are_no_utf_8_are_replaced_wherever_they_stand) {
    for (std::size_t length = 1; length <= 40; ++length)
        for (std::size_t at = 0; at < length; ++at) {
            std::string text(length, 'x'), expected;
            text[at] = '\xFF';
            for (const char c : text) expected += c == 'x' ? "x" : "\xEF\xBF\xBD";
            ASSERT_EQ(html_of([&] { return html("<p>é&{}ü</p>", text); }),
                      "<p>é&<!--[-->" + expected + "<!--]-->ü</p>");
            ASSERT_EQ(html_of([&] { return html("<p>{}</p>", "é<" + text); }), "<p>é&lt;" + expected + "</p>");
        }
}

std::string title_text() { return "<b>"; }
void do_nothing() {}

TEST_F(template_texts, may_be_given_by_functions_that_have_a_name) {
    EXPECT_EQ(html_of([] { return html("<p onclick={} title={}>{}</p>", do_nothing, title_text, title_text); }),
              "<p title=\"&lt;b>\">&lt;b&gt;</p>");
}

TEST_F(template_texts, mark_a_form_that_has_a_handler_for_submit) {
    EXPECT_EQ(html_of([] { return html("<form id=f onsubmit={} onclick={}><b>x</b></form>", do_nothing, do_nothing); }),
              "<form id=f data-held><b>x</b></form>");
}

TEST_F(template_texts, stay_while_others_are_described) {
    EXPECT_EQ(html_of([] {
                  auto first = html("<b>{}</b>", 1);
                  std::vector<view> more;
                  for (int i = 2; i < 5; ++i) more.push_back(html("<i>{}</i>", i));
                  auto last = html("<u>{}</u>", std::string(100, 'u'));
                  return html("<p>{}{}{}</p>", std::move(last), std::move(more), std::move(first));
              }),
              "<p><!--[--><u>" + std::string(100, 'u') +
                  "</u><!--]--><!--[--><i>2</i><i>3</i><i>4</i><!--]--><!--[-->"
                  "<b>1</b><!--]--></p>");
}

TEST_F(template_texts, stay_within_one_that_has_yet_to_be_computed) {
    EXPECT_EQ(html_of([] {
                  auto inner = html("<b>{}</b>", "x");
                  auto outer = html("<p>{}{}</p>", std::move(inner), [] { return "now"; });
                  auto other = html("<i>{}</i>", "y");
                  return html("<div>{}{}</div>", std::move(outer), std::move(other));
              }),
              "<div><!--[--><p><!--[--><b>x</b><!--]--><!--[-->now<!--]--></p><!--]--><!--[--><i>y</i><!--]--></div>");
}

TEST_F(template_texts, may_be_dropped_and_their_memory_used_again) {
    EXPECT_EQ(html_of([] {
                  std::optional<view> dropped = html("<b>{}</b>", "gone");
                  auto kept = html("<i>{}</i>", "kept");
                  dropped.reset();
                  (void)html("<u>{}</u>", "gone, too");
                  return kept;
              }),
              "<i>kept</i>");
}

TEST_F(template_texts, may_be_larger_than_any_before) {
    std::string text(3'000'000, '<'), expected;
    for (std::size_t i = 0; i < text.size(); ++i) expected += "&lt;";
    EXPECT_EQ(html_of([&] { return html("<p>{}{}</p>", html("<b>{}</b>", "small"), text); }),
              "<p><!--[--><b>small</b><!--]--><!--[-->" + expected + "<!--]--></p>");
    EXPECT_EQ(html_of([] { return html("<p>{}</p>", "small"); }), "<p>small</p>");
}

TEST_F(template_texts, are_nested_however_deep) {
    std::string expected;
    EXPECT_EQ(html_of([&] {
                  auto all = html("<b>{}</b>", 0);
                  expected = "<b>0</b>";
                  for (int i = 1; i < 200; ++i) {
                      all = html("<b>{}{}</b>", i, std::move(all));
                      expected = "<b><!--[-->" + std::to_string(i) + "<!--]--><!--[-->" + expected + "<!--]--></b>";
                  }
                  return all;
              }),
              expected);
}

}  // namespace
}  // namespace solder
