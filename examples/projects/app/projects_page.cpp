#include <algorithm>
#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace projects {
namespace {

using namespace solder;

view Tasks(const async_value<std::vector<project_task>>& tasks) {
    return html(R"(<ul class="tasks">{}</ul>)", For(tasks, [](const project_task& t) {
                    return html("<li data-task={} class={}>{}</li>", t.id, t.done ? "done" : "open", t.title);
                }));
}

view Project(const project& p) {
    auto tasks = create_async([id = p.id] { return get_project_tasks(id); });
    return html(R"(<article class="card" data-project={}>
  <h2>{}</h2>
  {}
  <p class="buttons"><button onclick={}>Refetch tasks for this project</button></p>
</article>)",
                p.id, A(project_route.href(p.id), p.title), Data([tasks] { return Tasks(tasks); }),
                [id = p.id] { revalidate(get_project_tasks.key_for(id)); });
}

using task_list = shared_task<std::vector<project_task>>;

task<std::int64_t> count_open(std::vector<task_list> lists) {
    std::int64_t open = 0;
    for (auto& list : lists) open += std::ranges::count(co_await list, false, &project_task::done);
    co_return open;
}

view Counts(const async_value<std::vector<project>>& projects) {
    auto open = create_async([projects] {
        std::vector<task_list> lists;
        if (auto all = projects())
            for (const auto& p : *all) lists.push_back(get_project_tasks(p.id));
        return count_open(std::move(lists));
    });
    return Data([projects, open] {  // around the reads alone: what failed stays alive and recovers
        return html(
            R"(<p class="counts">{} projects, {} open tasks</p>)",
            [projects] { return projects() ? projects()->size() : 0; }, [open] { return open() ? *open() : 0; });
    });
}

}  // namespace

view ProjectsPage() {
    auto projects = create_async([] { return get_projects(); });
    return html(
        R"({}<h1>Projects</h1>
{}
<p class="buttons"><button onclick={}>Refetch all tasks</button></p>
<div class="cards">{}</div>)",
        Title("Projects"), Data([projects] { return Counts(projects); }), [] { revalidate(get_project_tasks.key()); },
        Data([projects] { return For(projects, Project); }));
}

}  // namespace projects
