#include "../../src/server/document.hpp"
#include <gtest/gtest.h>

namespace solder::detail {
namespace {

/// The template element that late content stands in.
std::string template_of(std::string html, std::string title = {}, std::string head = {}) {
    const static_files none;
    const late_content content{7, std::move(html), std::move(title), std::move(head)};
    const auto piece = document_shell({}, none).late(content, {.shipped_json = "{}"});
    return piece.substr(0, piece.find("<script"));
}

TEST(late_content_in_a_document, stands_in_a_template_element) {
    for (std::string html : {"<p>a</p>", "text", "", "<tr><td></td></tr>", "<!--[--><b>x</b><!--]--><circle/>",
                             "<a-b></a-b>", "<svg><path/></svg>", "<title>t</title>", "a &lt;circle>", "<!--[-->"})
        EXPECT_EQ(template_of(html), "<template id=\"solder-7\">" + html + "</template>");
}

TEST(late_content_in_a_document, that_begins_with_an_element_of_an_application_is_html) {
    for (std::string html : {"<line-chart></line-chart>", "<!--[--><text-field a=\"b\"></text-field><!--]-->",
                             "<g-map\n></g-map>", "<mi-x><mi>x</mi></mi-x>"})
        EXPECT_EQ(template_of(html), "<template id=\"solder-7\">" + html + "</template>");
}

TEST(late_content_in_a_document, that_is_a_part_of_a_picture_or_formula_has_one_around) {
    for (std::string html : {"<circle r=\"1\"/>", "<!--[--><!--?2--><g></g><!--]-->", "a<tspan>b</tspan>",
                             "<foreignObject><p></p></foreignObject>", "<path/><circle/>"})
        EXPECT_EQ(template_of(html), "<template id=\"solder-7\" data-around><svg>" + html + "</svg></template>");
    EXPECT_EQ(template_of("<mi>x</mi>"), "<template id=\"solder-7\" data-around><math><mi>x</mi></math></template>");
}

TEST(late_content_in_a_document, says_the_title_that_came_with_it) {
    EXPECT_EQ(template_of("<p>a</p>", "\"Tea\" & <b>"),
              "<template id=\"solder-7\" title=\"&quot;Tea&quot; &amp; &lt;b>\"><p>a</p></template>");
    EXPECT_EQ(template_of("<g></g>", "Tea"),
              "<template id=\"solder-7\" title=\"Tea\" data-around><svg><g></g></svg></template>");
}

TEST(late_content_in_a_document, brings_what_else_it_says_in_the_head) {
    EXPECT_EQ(template_of("<p>a</p>", "Tea", "<meta name=\"robots\" content=\"a &amp; b\" data-head=\"\">"),
              "<template id=\"solder-7\" title=\"Tea\" data-head=\"&lt;meta name=&quot;robots&quot; "
              "content=&quot;a &amp;amp; b&quot; data-head=&quot;&quot;>\"><p>a</p></template>");
}

}  // namespace
}  // namespace solder::detail
