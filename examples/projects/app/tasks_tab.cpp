#include <algorithm>
#include <app/adding.hpp>
#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>
#include <app/task_filter.hpp>
#include <app/title_edits.hpp>

namespace projects {
namespace {

using namespace solder;

/// The runs of `action` for one task; the task is the second argument.
template <class Action>
auto runs_for(std::int64_t id, const Action& action) {
    return use_submissions(action, [id](const auto& input) { return std::get<1>(input) == id; });
}

view Task(std::int64_t project_id, const title_edits& edits, const project_task& t) {
    auto id = t.id;
    auto finishing = runs_for(id, set_done);
    auto renaming = runs_for(id, rename_task);
    auto deleting = runs_for(id, delete_task);
    auto is_busy = [=] { return finishing.pending() || renaming.pending() || deleting.pending(); };
    return html(
        R"(<li data-task={} class={} aria-busy={}>
  <form class="toggle" method="post" action={}><button aria-pressed={} aria-label="{} {}">{}</button></form>
  {}
  <form class="delete" method="post" action={}><button aria-label="Delete {}">Delete</button></form>
  {}{}
</li>)",
        id, t.done ? "done" : "open", is_busy, set_done.with(project_id, id, !t.done), t.done,
        t.done ? "Reopen" : "Finish", t.title, t.done ? "✓" : "○",
        RenameForm(edits, {id, t.title, std::string(rename_task.with(project_id, id).url()), "Title"}, renaming),
        delete_task.with(project_id, id), t.title, [=] { return last_failure(finishing); },
        [=] { return last_failure(deleting); });
}

using tasks_of_project = async_value<std::vector<project_task>>;

view ReadFailure(std::int64_t project_id, const error& why) {
    return html(R"(<div class="error"><p role="alert">{}</p>
<button class="live" onclick={}>Try again</button></div>)",
                why.message, [=] { revalidate(get_project_tasks.key_for(project_id)); });
}

/// How many of the tasks are shown, where some are not.
view Count(const task_filter& filter, const tasks_of_project& tasks) {
    return html("{}", Show([=] { return filter.is_on() && tasks.latest(); },
                           [=] {
                               auto shown = [=] {
                                   return std::ranges::count_if(*tasks.latest(),
                                                                [&](const auto& t) { return filter.shows(t); });
                               };
                               return html(R"(<p class="counts" role="status">{} of {} tasks</p>)", shown,
                                           [=] { return tasks.latest()->size(); });
                           }));
}

/// The last that was read stays, with the forms in it, when reading again fails. A title that is being edited stays
/// whatever the filter says.
view Tasks(std::int64_t project_id, const tasks_of_project& tasks, const task_filter& filter, const title_edits& edits,
           const adding_tasks& adding) {
    auto failure = [=]() -> std::optional<view> {
        auto why = tasks.error();
        return why ? std::optional(ReadFailure(project_id, *why)) : std::nullopt;
    };
    auto shown = [=]() -> std::optional<std::vector<project_task>> {
        auto all = tasks.latest();
        if (!all) return std::nullopt;
        auto some = *all;
        std::erase_if(some, [=](const project_task& t) { return !filter.shows(t) && !edits.has(t.id); });
        return some;
    };
    return Suspense(Loading, [=] {
        return html(R"({}{}<ul class="tasks">{}{}</ul>)", failure, Count(filter, tasks),
                    For(shown, [=](const project_task& t) { return Task(project_id, edits, t); }), adding.Rows());
    });
}

}  // namespace

view TasksTab(std::int64_t project_id) {
    auto tasks = create_async([=] { return get_project_tasks(project_id); });
    const adding_tasks adding(project_id);
    const task_filter filter(project_id);
    const title_edits edits;
    auto is_unsaved = create_memo([=] {
        auto all = tasks.latest();
        return all && std::ranges::any_of(*all, [=](const project_task& t) { return edits.has(t.id); });
    });
    return html("{}{}{}{}", adding.Form(), filter.Form(), LeaveQuestion(edits, is_unsaved),
                Tasks(project_id, tasks, filter, edits, adding));
}

}  // namespace projects
