// Compiled with SOLDER_MORE_ATTRIBUTES.
#include <gtest/gtest.h>
#include <solder/html/html.hpp>
#include <solder/html/render.hpp>

namespace solder {
namespace {

TEST(more_attributes, a_program_names_attributes_and_events_that_are_newer_than_solder) {
    const auto page = render_to_string(
        [] { return html(R"(<p flavour="sweet" onfreshness={} hx-get="/more" x:y>{}</p>)", [] {}, "text"); });
    ASSERT_TRUE(page);
    EXPECT_NE(page->html.find(R"(flavour="sweet")"), std::string::npos) << page->html;
    EXPECT_NE(page->html.find(R"( x:y>text)"), std::string::npos) << page->html;
}

}  // namespace
}  // namespace solder
