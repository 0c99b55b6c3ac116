#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace projects {
namespace {

using namespace solder;

/// What the last refused submission had typed into its title field; else `otherwise`.
template <class Submission>
std::string typed_title(const Submission& submission, std::string otherwise) {
    auto input = submission.error() ? submission.input() : nullptr;
    return input ? std::get<1>(*input).title : otherwise;
}

/// The message beside a field whose input was refused.
template <class Submission>
view FieldError(const Submission& submission) {
    return html("{}", [submission]() -> std::optional<view> {
        auto failed = submission.error();
        if (!failed) return std::nullopt;
        return html(R"(<p class="field-error" role="alert">{}</p>)", failed->message);
    });
}

view AddForm(std::int64_t project_id) {
    auto adding = use_submission(add_task);
    return html(
        R"(<form class="add" method="post" action={}>
  <input name="title" placeholder="New task" aria-label="New task" autocomplete="off" value={} aria-invalid={}>
  <button disabled={}>Add</button>
  {}
</form>)",
        add_task.with(project_id), [=] { return typed_title(adding, ""); },
        [=] { return adding.error() ? std::optional("true") : std::nullopt; }, [=] { return adding.pending(); },
        FieldError(adding));
}

view Task(const project_task& t) {
    auto id = t.id;
    auto renaming = use_submission(rename_task, [id](const auto& input) { return std::get<0>(input) == id; });
    return html(
        R"(<li data-task={} class={}>
  <form class="toggle" method="post" action={}><button aria-pressed={} aria-label={}>{}</button></form>
  <form class="rename" method="post" action={}>
    <input name="title" autocomplete="off" aria-label="Title" value={} aria-invalid={}>
    <button>Rename</button>
    {}
  </form>
  <form class="delete" method="post" action={}><button aria-label={}>Delete</button></form>
</li>)",
        id, t.done ? "done" : "open", set_done.with(id, !t.done), t.done ? "true" : "false",
        (t.done ? "Reopen " : "Finish ") + t.title, t.done ? "✓" : "○", rename_task.with(id),
        [=, title = t.title] { return typed_title(renaming, title); },
        [=] { return renaming.error() ? std::optional("true") : std::nullopt; }, FieldError(renaming),
        delete_task.with(id), "Delete " + t.title);
}

view Project(const project& p) {
    auto tasks = create_async([id = p.id] { return get_project_tasks(id); });
    return html(R"({}<article data-project={}>
  <h1>{}</h1>
  {}
  {}
</article>)",
                Title(p.title), p.id, p.title, AddForm(p.id),
                Data([tasks] { return html(R"(<ul class="tasks">{}</ul>)", For(tasks, Task)); }));
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
