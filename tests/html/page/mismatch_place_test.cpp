// What a debug build says of a mismatch besides what was expected and found: where the template is written.
#include "page_under_test.hpp"
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

using words = std::vector<std::string>;

std::string at_line([[maybe_unused]] int line) {
#ifdef NDEBUG
    return {};
#else
    return " (" + std::string(__FILE__) + ":" + std::to_string(line) + ")";
#endif
}

words mismatches_in(std::string_view server_html, callback<view()> root) {
    page_under_test page(server_html);
    page.hydrate(std::move(root));
    return page.document.mismatches();
}

TEST(place_of_a_mismatch, is_that_of_the_template_that_does_not_fit) {
    const int inner = __LINE__ + 1;
    auto item = [] { return html("<b>x</b>"); };
    EXPECT_EQ(mismatches_in("<p><i>x</i></p>", [=] { return html("<p>{}</p>", item()); }),
              words{"hydration mismatch: expected <b>, found <i> in <p>" + at_line(inner)});
}

TEST(place_of_a_mismatch, is_the_line_that_a_template_of_several_begins_on) {
    const int first = __LINE__ + 2;
    auto root = [] {
        return html(R"(<p>
          <b></b>
        </p>)");
    };
    EXPECT_EQ(mismatches_in("<p><i></i></p>", root),
              words{"hydration mismatch: expected <b>, found <i> in <p>" + at_line(first)});
}

TEST(place_of_a_mismatch, of_a_text_is_that_of_the_template_around) {
    const int line = __LINE__ + 1;
    auto root = [] { return html("<p>{}</p><b>{}!</b>", "one", 2); };
    EXPECT_EQ(mismatches_in("<p>two</p><b><!--[-->3<!--]-->!</b>", root),
              (words{"hydration mismatch: expected \"one\", found \"two\" in <p>" + at_line(line),
                     "hydration mismatch: expected \"2\", found \"3\" in <b>" + at_line(line)}));
}

TEST(place_of_a_mismatch, of_what_is_left_over_is_that_of_the_template_with_the_hole) {
    const auto rows = create_signal(std::vector<int>{1});
    const int line = __LINE__ + 1;
    auto root = [=] { return html("<ul>{}</ul>", For(rows, [](const int& row) { return html("<li>{}</li>", row); })); };
    EXPECT_EQ(mismatches_in("<ul><li>1</li><li>2</li></ul>", root),
              words{"hydration mismatch: expected nothing more, found <li> in <ul>" + at_line(line)});
}

TEST(place_of_a_mismatch, tells_equal_templates_apart) {
    const int line = __LINE__ + 1;
    auto first = [] { return html("<b></b>"); };
    auto second = [] { return html("<b></b>"); };
    EXPECT_EQ(
        mismatches_in("<p><b></b></p><p><i></i></p>", [=] { return html("<p>{}</p><p>{}</p>", first(), second()); }),
        words{"hydration mismatch: expected <b>, found <i> in <p>" + at_line(line + 1)});
}

TEST(place_of_a_mismatch, is_none_for_what_no_template_is_around) {
    EXPECT_EQ(mismatches_in("<b></b><i></i>", [] { return html("<b></b>"); }),
              words{"hydration mismatch: expected nothing more, found <i> in <div id=\"solder-app\">"});
}

}  // namespace
}  // namespace solder
