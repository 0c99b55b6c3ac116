#include <app/adding.hpp>
#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace projects {
namespace {

using namespace solder;

/// The runs of `action` for one task; the task is the second argument.
template <class Action>
auto runs_for(std::int64_t id, const Action& action) {
    return use_submissions(action, [id](const auto& input) { return std::get<1>(input) == id; });
}

/// What the last run had typed into the title field when it was refused; else `otherwise`.
template <class Submissions>
std::string typed_title(const Submissions& runs, std::string otherwise) {
    if (runs.empty()) return otherwise;
    auto last = runs[runs.size() - 1];
    auto input = last.error() ? last.input() : nullptr;
    return input ? std::get<2>(*input).title : otherwise;
}

view Task(std::int64_t project_id, const project_task& t) {
    auto id = t.id;
    auto finishing = runs_for(id, set_done);
    auto renaming = runs_for(id, rename_task);
    auto deleting = runs_for(id, delete_task);
    auto is_busy = [=] { return finishing.pending() || renaming.pending() || deleting.pending(); };
    auto is_refused = [=] { return !renaming.empty() && renaming[renaming.size() - 1].error(); };
    return html(
        R"(<li data-task={} class={} aria-busy={}>
  <form class="toggle" method="post" action={}><button aria-pressed={} aria-label={}>{}</button></form>
  <form class="rename" method="post" action={}>
    <input name="title" autocomplete="off" aria-label="Title" value={} aria-invalid={}>
    <button>Rename</button>
    {}
  </form>
  <form class="delete" method="post" action={}><button aria-label={}>Delete</button></form>
  {}{}
</li>)",
        id, t.done ? "done" : "open", [=] { return is_busy() ? std::optional("true") : std::nullopt; },
        set_done.with(project_id, id, !t.done), t.done ? "true" : "false", (t.done ? "Reopen " : "Finish ") + t.title,
        t.done ? "✓" : "○", rename_task.with(project_id, id),
        [=, title = t.title] { return typed_title(renaming, title); },
        [=] { return is_refused() ? std::optional("true") : std::nullopt; }, [=] { return last_failure(renaming); },
        delete_task.with(project_id, id), "Delete " + t.title, [=] { return last_failure(finishing); },
        [=] { return last_failure(deleting); });
}

/// The last that was read stays, with the forms in it, when reading again fails.
view Tasks(std::int64_t project_id, const adding_tasks& adding) {
    auto tasks = create_async([=] { return get_project_tasks(project_id); });
    auto failure = [=]() -> std::optional<view> {
        auto why = tasks.error();
        if (!why) return std::nullopt;
        return html(R"(<div class="error"><p role="alert">{}</p>
<button class="live" onclick={}>Try again</button></div>)",
                    why->message, [=] { revalidate(get_project_tasks.key_for(project_id)); });
    };
    return Suspense(Loading, [=] {
        return html(R"({}<ul class="tasks">{}{}</ul>)", failure,
                    For([=] { return tasks.latest(); }, [=](const project_task& t) { return Task(project_id, t); }),
                    adding.Rows());
    });
}

view Project(const project& p) {
    adding_tasks adding(p.id);
    return html(R"({}<article data-project={}>
  <h1>{}</h1>
  {}
  {}
</article>)",
                Title(p.title), p.id, p.title, adding.Form(), Tasks(p.id, adding));
}

}  // namespace

view ProjectPage() {
    auto project = create_async([]() -> task<std::optional<struct project>> {
        auto id = use_integer_param("id");
        if (!id) co_return std::optional<struct project>();
        co_return co_await get_project(*id);
    });
    return Data([project] {
        auto found = [project] { return project() ? *project() : std::nullopt; };
        return html("{}", Show(found, Project, NotFound));
    });
}

}  // namespace projects
