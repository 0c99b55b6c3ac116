#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <solder/html/template_string.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder {
namespace {

// `view`, `event`, `task` and the others stay incomplete here: checking a template needs no more than their names.

struct number_signal {
    int operator()() const { return 1; }
};

constexpr const char* names_of_kinds[] = {
    "child", "text",  "attribute",    "boolean",   "url",           "property",    "event",        "ref",
    "truth", "piece", "single_piece", "bind_text", "bind_textarea", "bind_choice", "bind_choices", "bind_truth"};

/// One word group per hole, the static parts between them in brackets: what a body would write.
std::string outline(template_info info) {
    std::string out;
    std::uint16_t at = 0;
    for (int i = 0; i < info.hole_count; ++i) {
        const template_hole& hole = info.holes[i];
        out += "[" + std::string(info.text().substr(at, hole.end - at)) + "] ";
        out += names_of_kinds[static_cast<int>(hole.kind)];
        if (hole.name_length) out += " " + std::string(info.name(hole));
        out += " " + std::to_string(hole.node) + (hole.sole ? " sole " : " ");
        at = hole.next;
    }
    return out + "[" + std::string(info.text().substr(at)) + "]";
}

template <class... Args>
struct check {
    static std::string holes(template_string<Args...> t) { return outline(t.info()); }
    static int roots(template_string<Args...> t) { return t.info().root_count; }
    static bool escapes(template_string<Args...> t) { return t.info().has_brace_escapes; }
};

using handler = void (*)();
using render = view (*)();

TEST(template_string, is_known_while_compiling) {
    static constexpr template_string<std::string, int> t = "<li class={}>{}</li>";
    static_assert(t.info().hole_count == 2);
    static_assert(t.info().holes[0].kind == hole_kind::attribute);
    static_assert(t.info().holes[0].end == 3 && t.info().holes[0].next == 12);
    static_assert(t.info().name(t.info().holes[0]) == "class");
    static_assert(t.info().holes[1].kind == hole_kind::text && t.info().holes[1].sole);
    static_assert(t.info().root_count == 1 && !t.info().has_brace_escapes);
    constexpr std::size_t place = std::is_empty_v<call_site> ? 0 : sizeof(call_site);
    static_assert(sizeof(t) <= 4 * sizeof(void*) + 8 + place + 2 * sizeof(template_hole));
}

TEST(template_string, takes_a_template_without_holes) {
    EXPECT_EQ(check<>::holes("<p>one<br>two</p>"), "[<p>one<br>two</p>]");
    EXPECT_EQ(check<>::holes(""), "[]");
}

TEST(template_string, counts_elements_and_content_holes_but_no_texts) {
    EXPECT_EQ((check<std::string, handler, int, view, bool>::holes(R"(<article class={}>
      <button onclick={}>Refetch {} tasks</button>
      <ul>{}</ul> <input disabled={}>
    </article>)")),
              R"([<article] attribute class 0 [>
      <button] event onclick 1 [>Refetch ] text 2 [ tasks</button>
      <ul>] child 4 sole [</ul> <input] boolean disabled 5 [>
    </article>])");
}

TEST(template_string, cuts_attributes_off_with_the_spaces_before_them) {
    EXPECT_EQ((check<int, int, int>::holes("<b\n   id={}  title={} lang=\"en\" class={}>x</b>")),
              "[<b] attribute id 0 [] attribute title 0 [ lang=\"en\"] attribute class 0 [>x</b>]");
    EXPECT_EQ((check<int, int>::holes("<br id={}/><br class={} />")),
              "[<br] attribute id 0 [/><br] attribute class 1 [ />]");
}

TEST(template_string, leaves_the_dot_out_of_property_names_and_keeps_on_in_event_names) {
    const std::string got = check<std::string, handler>::holes("<input .valueAsNumber={} oninput={}>");
    EXPECT_EQ(got, "[<input] property valueAsNumber 0 [] event oninput 0 [>]");
}

TEST(template_string, takes_pieces_of_attribute_values_in_quotes) {
    EXPECT_EQ((check<int, int>::holes("<b title=\"{} of {}\">x</b>")),
              "[<b title=\"] piece title 0 [ of ] piece 0 [\">x</b>]");
    EXPECT_EQ((check<int, int, int>::holes("<b  class='a {}' id={} lang=\"{}{{\" dir=\"'\">x</b>")),
              "[<b  class='a ] single_piece class 0 ['] attribute id 0 [ lang=\"] piece lang 0 [{{\" dir=\"'\">x</b>]");
    EXPECT_EQ((check<int, int>::holes("<a href=\"?a={}&b={}\">x</a>")),
              "[<a href=\"?a=] piece href 0 [&b=] piece 0 [\">x</a>]");
    EXPECT_EQ(check<bool>::holes("<a aria-label=\"Q & A {}\" href=\"mailto:a@b.c\" download=\"x\">x</a>"),
              "[<a aria-label=\"Q & A ] piece aria-label 0 [\" href=\"mailto:a@b.c\" download=\"x\">x</a>]");
    for (const auto& made :
         {check<int>::holes("<a href=\"/x/{}\">x</a>"), check<int>::holes("<a href=\"#{}\">x</a>"),
          check<int>::holes("<a href=\"a-1/{}\">x</a>"), check<int>::holes("<a href=\"tel:{}\">x</a>"),
          check<int>::holes("<a href=\"https://a.b/{}\">x</a>"), check<int>::holes("<a href=\"mailto:{}\">x</a>")})
        EXPECT_NE(made.find("] piece href 0 [\">x</a>]"), made.npos) << made;
}

TEST(template_string, knows_the_text_around_pieces) {
    static constexpr template_string<int, int, int> t = "<i title={} class='a {} b {} c'></i>";
    static constexpr auto info = t.info();
    static_assert(info.name(info.holes[1]) == "class" && info.name(info.holes[2]).empty());
    static_assert(info.text().substr(info.value_begin(info.holes[1]), 2) == "a ");
    static_assert(info.value_begin(info.holes[1]) == info.value_begin(info.holes[2]));
    static_assert(info.text().substr(info.value_end(info.holes[1])) == "'></i>");
    static_assert(info.text().substr(info.value_end(info.holes[2])) == "'></i>");
}

TEST(template_string, tells_content_that_stands_alone) {
    EXPECT_EQ(check<int>::holes("<b>{}</b>"), "[<b>] text 1 sole [</b>]");
    EXPECT_EQ(check<view>::holes("<b>{}</b>"), "[<b>] child 1 sole [</b>]");
    EXPECT_EQ(check<int>::holes("<b> {}</b>"), "[<b> ] text 1 [</b>]");
    EXPECT_EQ(check<int>::holes("<b>{} </b>"), "[<b>] text 1 [ </b>]");
    EXPECT_EQ(check<int>::holes("<b>{}<i></i></b>"), "[<b>] text 1 [<i></i></b>]");
    EXPECT_EQ(check<int>::holes("<b><i></i>{}</b>"), "[<b><i></i>] text 2 [</b>]");
    EXPECT_EQ((check<int, int>::holes("<b>{}{}</b>")), "[<b>] text 1 [] text 2 [</b>]");
    EXPECT_EQ((check<int, int>::holes("<b id={}>{}</b>")), "[<b] attribute id 0 [>] text 1 sole [</b>]");
    EXPECT_EQ(check<int>::holes("{}"), "[] text 0 []");
}

TEST(template_string, takes_one_text_hole_in_textarea_and_title) {
    EXPECT_EQ(check<std::string>::holes("<div><textarea name=\"a\">{}</textarea></div>"),
              "[<div><textarea name=\"a\">] text 2 sole [</textarea></div>]");
    EXPECT_EQ(check<int>::holes("<title>{}</title>"), "[<title>] text 1 sole [</title>]");
    EXPECT_EQ(check<>::roots("<title>a {{ b</title>"), 1);
}

TEST(template_string, reads_two_braces_as_one) {
    EXPECT_TRUE(check<>::escapes("<b>{{}}</b>"));
    EXPECT_TRUE(check<>::escapes("<style>b {{ color: red }}</style>"));
    EXPECT_TRUE(check<>::escapes("<b data-x=\"{{1}}\"></b>"));
    EXPECT_FALSE(check<int>::escapes("<b>{}</b>"));
    EXPECT_EQ(check<int>::holes("<b>{{{}}}</b>"), "[<b>{{] text 1 [}}</b>]");
}

TEST(template_string, counts_roots) {
    EXPECT_EQ(check<>::roots(""), 0);
    EXPECT_EQ(check<>::roots(" \n"), 0);
    EXPECT_EQ(check<>::roots(" <b>one</b>\n"), 1);
    EXPECT_EQ(check<>::roots("one"), 1);
    EXPECT_EQ((check<int, view>::roots("one {} <br> two{}")), 5);
}

TEST(template_string, takes_boolean_attributes_by_name) {
    EXPECT_EQ((check<bool, bool (*)(), bool>::holes("<input checked={} required={} aria-invalid={}>")),
              "[<input] boolean checked 0 [] boolean required 0 [] truth aria-invalid 0 [>]");
    EXPECT_EQ((check<bool, std::string>::holes("<i hidden={}></i><i hidden={}></i>")),
              "[<i] boolean hidden 0 [></i><i] attribute hidden 1 [></i>]");
}

TEST(template_string, takes_addresses_apart_from_other_attributes) {
    EXPECT_EQ((check<int, int, int>::holes("<form action={}><button formaction={}></button><a href={}></a></form>")),
              "[<form] url action 0 [><button] url formaction 1 [></button><a] url href 2 [></a></form>]");
    EXPECT_EQ(check<int>::holes("<svg><use href={}/></svg>"), "[<svg><use] url href 1 [/></svg>]");
    EXPECT_EQ(check<>::roots("<a href=\"/javascript:\">x</a><a href=page>y</a>"), 2);
}

struct action_like {
    static constexpr bool is_filled_by_form = true;
    operator std::string_view() const { return "/_server?id=x"; }
};
using action_given = action_like (*)();

TEST(template_string, takes_an_action_where_its_form_is_posted_or_nobody_can_tell) {
    EXPECT_EQ((check<action_like, action_given>::holes(R"(<form method="POST" action={}></form>)"
                                                       R"(<form action={} method=post></form>)")),
              "[<form method=\"POST\"] url action 0 [></form><form] url action 1 [ method=post></form>]");
    EXPECT_EQ((check<std::string, action_like>::holes("<form method={} action={}></form>")),
              "[<form] attribute method 0 [] url action 0 [></form>]");
    EXPECT_EQ((check<action_like, std::string, action_like>::holes(
                  "<button formaction={}></button><input formmethod={} formaction={}>")),
              "[<button] url formaction 0 [></button><input] attribute formmethod 1 [] url formaction 1 [>]");
    EXPECT_EQ(check<action_like>::roots("<form><button formmethod=\"post\" formaction={}></button>"
                                        "<button formmethod=\"dialog\"></button></form>"),
              1);
    EXPECT_EQ(check<action_like>::roots("<form><button form=\"other\" formaction={}></button></form>"), 1);
    EXPECT_EQ(check<action_like>::roots("<form method=\"post\" action={}><button formmethod=\"dialog\"></button>"
                                        "<button formmethod=\"get\" formaction=\"/search\"></button></form>"),
              1);
    EXPECT_EQ(check<action_like>::roots("<form method=\"get\"></form><button formaction={}></button>"), 2)
        << "outside of the form";
    EXPECT_EQ(check<std::string>::roots("<form action={}></form>"), 1) << "a text";
}

TEST(template_string, takes_pieces_of_tables_as_roots) {
    EXPECT_EQ((check<int, view>::holes("<tr><td>{}</td>{}</tr>")), "[<tr><td>] text 2 sole [</td>] child 3 [</tr>]");
    EXPECT_EQ(check<>::roots("<td></td> <th></th>"), 2);
    EXPECT_EQ(check<view>::roots("{}<tbody></tbody>"), 2);
    EXPECT_EQ(check<>::roots("<li>one</li><li>two</li><option>x</option>"), 3);
}

TEST(template_string, takes_what_browsers_leave_in_place) {
    EXPECT_EQ(check<>::roots("<table><caption>c</caption><colgroup><col><col></colgroup><thead><tr><th>"
                             "<table><tbody><tr><td><p>x</p></td></tr></tbody></table></th></tr></thead></table>"),
              1);
    EXPECT_EQ(
        check<view>::roots("<select><optgroup label=\"a\"><option value=\"1\">x</option></optgroup><hr>{}</select>"),
        1);
    EXPECT_EQ(
        check<>::roots("<ul><li><div><ol><li><p>x</p></li></ol></div></li></ul><p><button><div></div></button></p>"),
        2);
    EXPECT_EQ(check<>::roots("<dl><dt>a</dt><dd>b<dl><dt>c</dt></dl></dd></dl><my-element some-name></my-element>"), 2);
    EXPECT_EQ(check<>::roots("<p>a &lt; b &amp; c > d & e</p><noscript>off</noscript><iframe></iframe>"), 3);
    EXPECT_EQ(check<>::roots("<script>if (1 < 2) {{ go() }}</script>"), 1);
    EXPECT_EQ(check<>::roots("<div >a</div ><input value=x disabled>"), 2);
}

TEST(template_string, knows_the_spelling_of_svg_and_mathml) {
    EXPECT_EQ((check<int, int>::holes("<svg viewBox={}><linearGradient id=\"a\"/><g><title>{}</title></g></svg>")),
              "[<svg] attribute viewBox 0 [><linearGradient id=\"a\"/><g><title>] text 4 sole [</title></g></svg>]");
    EXPECT_EQ(check<>::roots("<p><svg><a href=\"/\"><foreignObject><div><p>x</p></div></foreignObject></a></svg></p>"),
              1);
    EXPECT_EQ(check<>::roots("<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>"), 1);
}

TEST(template_string, takes_parts_of_svg_and_mathml_as_roots) {
    static_assert(template_string<int>("<circle r={}/>").info().root_space == 1);
    static_assert(template_string<>("text <linearGradient/><a href=\"/\"><text>x</text></a>").info().root_space == 1);
    static_assert(template_string<>("<mi>a</mi><mn>1</mn>").info().root_space == 2);
    static_assert(template_string<>("<svg><g/></svg>").info().root_space == 0);
    static_assert(template_string<>("<a href=\"/\">x</a>").info().root_space == 0);
    EXPECT_EQ((check<int, view>::holes("<g><title>{}</title></g>{}")),
              "[<g><title>] text 2 sole [</title></g>] child 3 []");
    EXPECT_EQ(check<view>::holes("<foreignObject><div>{}</div></foreignObject>"),
              "[<foreignObject><div>] child 2 sole [</div></foreignObject>]");
}

TEST(template_string, takes_template_elements_whose_content_is_not_counted) {
    EXPECT_EQ(
        check<int>::holes("<template id=\"a\"><tr><td><template><p>x</p></template></td></tr></template><b>{}</b>"),
        "[<template id=\"a\"><tr><td><template><p>x</p></template></td></tr></template><b>] text 2 sole [</b>]");
    EXPECT_EQ(check<int>::holes("<table><template></template><tbody class={}></tbody></table>"),
              "[<table><template></template><tbody] attribute class 2 [></tbody></table>]");
    EXPECT_EQ(check<>::roots("<template></template><tr></tr><template></template>"), 3);
    EXPECT_EQ(check<>::roots("<a href=\"/\"><template><a href=\"/\"></a></template></a>"), 1);
}

TEST(template_string, takes_enumerated_attributes_apart) {
    EXPECT_EQ((check<bool, bool, std::string, std::string, bool>::holes(
                  "<p contenteditable={} aria-busy={} draggable={} translate={} data-x={}></p>")),
              "[<p] truth contenteditable 0 [] truth aria-busy 0 [] truth draggable 0 [] attribute translate 0 [] "
              "attribute data-x 0 [></p>]");
}

TEST(template_string, takes_controls_beside_and_around_links) {
    EXPECT_EQ(check<>::roots("<label><a href=\"/\">x</a><input></label><a href=\"/\"><input type=\"hidden\"><img></a>"),
              2);
    EXPECT_EQ(check<>::roots("<details><summary><button>x</button></summary></details><label>x</label>"), 2);
}

TEST(template_string, knows_what_a_bind_is_of) {
    EXPECT_EQ(
        (check<signal<std::string>, signal<bool>, signal<int>, signal<std::int64_t>, signal<double>>::holes(
            "<input bind={} type=\"email\"><input bind={} type=\"checkbox\"><input type=range bind={}>"
            "<input type='number' bind={}><input bind={} type=\"number\">")),
        "[<input] bind_text bind 0 [ type=\"email\"><input] bind_truth bind 1 [ type=\"checkbox\"><input type=range] "
        "bind_text bind 2 [><input type='number'] bind_text bind 3 [><input] bind_text bind 4 [ "
        "type=\"number\">]");
    using text = signal<std::string>;
    EXPECT_EQ((check<text, text, text, text>::holes("<textarea bind={}></textarea><select bind={}></select>"
                                                    "<input type=\"radio\" value=\"a\" bind={}><input bind={}>")),
              "[<textarea] bind_textarea bind 0 [></textarea><select] bind_choice bind 1 [></select>"
              "<input type=\"radio\" value=\"a\"] bind_choice bind 2 [><input] bind_text bind 3 [>]");
    EXPECT_EQ((check<signal<std::vector<std::string>>, signal<std::vector<int>>, signal<std::optional<double>>>::holes(
                  "<select multiple bind={}></select><select bind={} multiple></select>"
                  "<input type=\"number\" bind={}>")),
              "[<select multiple] bind_choices bind 0 [></select><select] bind_choices bind 1 [ multiple></select>"
              "<input type=\"number\"] bind_text bind 2 [>]");
}

template <class Arg>
constexpr auto uses = hole_traits<Arg>::uses;

TEST(hole_traits, take_strings_numbers_and_what_gives_them_as_text) {
    using namespace detail;
    static_assert(uses<std::string> == text_use);
    static_assert(uses<std::string_view> == text_use);
    static_assert(uses<char[4]> == text_use);
    static_assert(uses<const char*> == text_use);
    static_assert(uses<double> == text_use);
    static_assert(uses<std::optional<std::string>> == text_use);
    static_assert(uses<number_signal> == (text_use | callable_use));
    static_assert(uses<std::function<std::optional<int>()>> == (text_use | callable_use));
    static_assert(uses<const std::string& (*)()> == (text_use | callable_use));
    static_assert(uses<bool> == (text_use | boolean_use));
    static_assert(uses<bool()> == (text_use | boolean_use | callable_use));
    static_assert(uses<std::optional<bool>> == text_use);
}

TEST(hole_traits, take_views_and_what_gives_them_as_content) {
    using namespace detail;
    static_assert(uses<view> == content_use);
    static_assert(uses<std::vector<view>> == content_use);
    static_assert(uses<std::optional<view>> == content_use);
    static_assert(uses<render> == (content_use | callable_use));
    static_assert(uses<std::vector<view> (*)()> == (content_use | callable_use));
    static_assert(uses<raw_html_text> == raw_use);
    static_assert(uses<raw_html_text (*)()> == (raw_use | callable_use));
    static_assert(uses<std::vector<int>> == 0);
    static_assert(uses<std::shared_ptr<view> (*)()> == callable_use);
    static_assert(uses<int*> == 0 && uses<std::nullptr_t> == 0);
}

TEST(hole_traits, take_functions_that_return_nothing_as_handlers) {
    using namespace detail;
    static_assert(uses<handler> == (handler_use | callable_use));
    static_assert(uses<void (*)(event&)> == (handler_use | callable_use));
    static_assert(uses<void (*)(const event&)> == (handler_use | callable_use));
    static_assert(uses<task<void> (*)()> == (handler_use | callable_use));
    static_assert(uses<task<int> (*)()> == callable_use);
    static_assert(uses<int (*)(event&)> == callable_use);
    static_assert(uses<void (*)(int)> == 0);
    static_assert(uses<void (*)(const element_ref&)> == (ref_use | callable_use));
    static_assert(uses<element_ref> == ref_use);
    const auto for_anything = [](auto&&...) {};
    static_assert(uses<std::remove_const_t<decltype(for_anything)>> == (handler_use | callable_use));
}

}  // namespace
}  // namespace solder
