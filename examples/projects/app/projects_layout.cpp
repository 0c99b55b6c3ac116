#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace projects {

using namespace solder;

view ProjectsLayout(const outlet& open) {
    auto projects = create_async([] { return get_projects(); });
    auto link = [](const project& p) { return A(project_route.href(p.id), p.title); };
    return html(R"(<div class="beside"><nav class="projects" aria-label="Projects">{}{}</nav><main>{}</main></div>)",
                A("/", "Overview", {.end = true}), Data([=] { return For(projects, link); }), open);
}

}  // namespace projects
