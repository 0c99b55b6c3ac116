#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html/html.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/html/render.hpp>

namespace solder {
namespace {

view Red() { return html("<p>red</p>"); }
view Blue() { return html("<p>blue</p>"); }

TEST(lazy_server, writes_the_component_itself_and_notes_each_part_once) {
    manual_environment time;
    std::vector<std::string_view> parts;
    scoped_root root;
    provide_context(*root.get(), shown_parts_context(), &parts);
    std::string page;
    auto work = root.run([] {
        return render_to_string_async(
            [] { return html("<i>{}{}{}</i>", lazy<"a", Red>()(), lazy<"b", Blue>()(), lazy<"a", Blue>()()); });
    });
    auto running = root.run([&] {
        return start(std::move(work),
                     [&](result<rendered_page> made) { page = made ? made->html : made.error().message; });
    });
    time.run();
    for (std::string_view mark : {"<!--[-->", "<!--]-->"})
        for (auto at = page.find(mark); at != page.npos; at = page.find(mark)) page.erase(at, mark.size());
    EXPECT_EQ(page, "<i><p>red</p><p>blue</p><p>blue</p></i>");
    EXPECT_EQ(parts, (std::vector<std::string_view>{"a", "b"}));
}

}  // namespace
}  // namespace solder
