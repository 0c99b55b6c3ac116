#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace projects {
namespace {

using namespace solder;

view Tabs(memo<std::int64_t> id, memo<bool> in_settings) {
    auto current = [=](bool is_settings) {
        return [=] { return in_settings() == is_settings ? std::optional("page") : std::nullopt; };
    };
    return html(
        R"(<nav class="tabs" aria-label="Project">
  <a href={} aria-current={}>Tasks</a>
  <a href={} aria-current={}>Settings</a>
</nav>)",
        use_href([=] { return project_route.href(id()); }), current(false),
        use_href([=] { return (project_route / settings_route).href(id()); }), current(true));
}

}  // namespace

view ProjectLayout(memo<std::int64_t> id, const outlet& tab) {
    auto found = create_async([=] { return get_project(id()); });
    auto is_missing = [=] { return found() && !*found(); };
    auto title = [=] { return found() && *found() ? (*found())->title : std::string(); };
    auto in_settings = create_memo([match = use_match(project_route / settings_route)] { return match().has_value(); });
    auto page_title = [=] { return (in_settings() ? "Settings of " : "") + title(); };
    // The tab does not wait for the project: what both read is fetched at once.
    return Data([=] {
        return Show(is_missing, NotFound, [=] {
            return html(R"({}<article data-project={}>
  <h1>{}</h1>
  {}
  {}
</article>)",
                        Title(page_title), id, title, Tabs(id, in_settings), tab);
        });
    });
}

}  // namespace projects
