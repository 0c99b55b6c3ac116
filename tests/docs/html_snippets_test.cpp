// The code of docs/html.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html.hpp>
#include <solder/html/render.hpp>
#include <solder/reactive.hpp>

// clang-format off
solder::view Counter() {
    auto count = solder::create_signal(0);
    return solder::html(
        R"(<p class={}>Clicked {} times. <button onclick={}>Click</button></p>)",
        [=] { return count() > 9 ? "many" : "few"; }, count, [=] { count.set(count() + 1); });
}

namespace {

using namespace solder;

struct job { std::string name; int percent = 0; int order = 0; bool failed = false;
    friend bool operator==(const job&, const job&) = default; };

view Row(memo<job> j) {
    return html(
        R"(<li class={}><div class="bar" style={}></div>{}</li>)",
        classes("row", {{"done", [=] { return j().percent == 100; }}, {"failed text-red", [=] { return j().failed; }}}),
        styles({{"width", [=] { return std::to_string(j().percent) + "%"; }}, {"--order", j().order}}),
        [=] { return j().name; });
}

struct task_item { int id = 0; std::string title; bool done = false; };

view TaskLink(const task_item& t) {
    return html(R"(<a class="task {}" href="/tasks/{}?from={}&page={}" aria-label="Open {}">{}</a>)",
                t.done ? "done" : "open", t.id, "list", 1, t.title, t.title);
}

view Imprint() { return html("<small>{}</small>", "solder"); }
view Clock() { return html("<time>{}</time>", "12:00"); }

view Dialog(solder::signal<bool> is_open) {
    return Show(is_open, [=] {
        return Portal([=] {
            return html(R"(<div role="dialog"><p>Saved.</p><button autofocus onclick={}>Close</button></div>)",
                        [=] { is_open.set(false); });
        });
    });
}

view Page(solder::signal<bool> is_open) {
    return html(
        "<main>{}{}{}</main>", NoHydration([] { return html("<footer>{}</footer>", Imprint()); }),
        ClientOnly([] { return html("<p>{}</p>", Clock()); }, [] { return html("<p>--:--</p>"); }), Dialog(is_open));
}

view Settings() {
    auto name = create_signal(std::string("n"));
    auto size = create_signal(std::string("l"));
    auto price = create_signal(0.5);
    auto limit = create_signal(std::optional<int>());
    auto open = create_signal(true);
    auto days = create_signal(std::vector<int>{1, 2});
    return html(R"(<form>
        <input bind={}>
        <input type="number" step="any" bind={}>
        <input type="number" bind={}>
        <input type="checkbox" bind={}>
        <label><input type="radio" name="size" value="s" bind={}> small</label>
        <label><input type="radio" name="size" value="l" bind={}> large</label>
        <select multiple bind={}><option>1</option><option>2</option><option>3</option></select>
      </form>)",
                name, price, limit, open, size, size, days);
}

view Search() {
    const element_ref field;
    return html(R"(<div><input ref={}><button type="button" onclick={}>Clear</button></div>)", field,
                [=] { field.focus(); });
}

view Picture() {
    const element_ref field;
    const auto chosen = create_signal(file_url());
    return html(R"(<label>Picture <input type="file" accept="image/*" ref={} onchange={}></label>{})", field,
                [=] { chosen.set(field.chosen_file()); },
                [=] { return chosen() ? std::optional(html(R"(<img src={} alt="Preview">)", chosen())) : std::nullopt; });
}

struct map_place { double latitude; double longitude; };

view Map(solder::signal<map_place> at) {
    const element_ref map;
    return html(R"(<city-map zoom={} ref={} onmoved={}></city-map><button type="button" onclick={}>Berlin</button>)",
                12, map, [=](const custom_event<map_place>& e) { at.set(e.detail); },
                [=] { map.call<"panTo">(52.5, 13.4); });
}
// clang-format on

std::string shown(view (*root)()) {
    manual_environment time;
    scoped_root around;
    std::string out;
    auto work = around.run([&] { return render_to_string_async(root); });
    auto running = around.run([&] {
        return start(std::move(work),
                     [&](result<rendered_page> page) { out = page ? page->html : page.error().message; });
    });
    time.run();
    return out;
}

TEST(html_page, first_example) {
    EXPECT_EQ(shown(Counter), "<p class=\"few\">Clicked <!--[-->0<!--]--> times. <button>Click</button></p>");
}

TEST(html_page, text_around_holes) {
    EXPECT_EQ(shown([] { return TaskLink({7, "Tea & cake", true}); }),
              "<a class=\"task done\" href=\"/tasks/7?from=list&page=1\" aria-label=\"Open Tea &amp; cake\">Tea &amp; "
              "cake</a>");
}

TEST(html_page, bind) {
    EXPECT_EQ(shown(Settings), R"(<form>
        <input value="n">
        <input type="number" step="any" value="0.5">
        <input type="number">
        <input type="checkbox" checked>
        <label><input type="radio" name="size" value="s"> small</label>
        <label><input type="radio" name="size" value="l" checked> large</label>
        <select multiple><option selected>1</option><option selected>2</option><option>3</option></select>
      </form>)");
}

TEST(html_page, elements) { EXPECT_EQ(shown(Search), R"(<div><input><button type="button">Clear</button></div>)"); }

TEST(html_page, chosen_files) {
    EXPECT_EQ(shown(Picture), R"(<label>Picture <input type="file" accept="image/*"></label><!--[--><!--]-->)");
}

TEST(html_page, custom_elements) {
    EXPECT_EQ(shown([] { return Map(create_signal(map_place{})); }),
              R"(<city-map zoom="12"></city-map><button type="button">Berlin</button>)");
}

TEST(html_page, classes_and_styles) {
    EXPECT_EQ(shown([] { return Row(create_memo([] { return job{"Build", 100, 2}; })); }),
              "<li class=\"row done\"><div class=\"bar\" style=\"width: 100%; --order: 2\"></div>"
              "<!--[-->Build<!--]--></li>");
}

TEST(html_page, content_that_is_not_taken_over) {
    EXPECT_EQ(shown([] { return Page(create_signal(true)); }),
              "<main><!--[--><!--[--><!--!--><footer><small>solder</small></footer><!--]--><!--]-->"
              "<!--[--><p>--:--</p><!--]--><!--[--><!--]--></main>");
}

}  // namespace
