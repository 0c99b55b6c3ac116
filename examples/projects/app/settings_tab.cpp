#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>
#include <app/title_edits.hpp>

namespace projects {

using namespace solder;

view SettingsTab(std::int64_t project_id) {
    auto found = create_async([=] { return get_project(project_id); });
    auto now = [=] { return found() ? *found() : std::nullopt; };
    auto renaming =
        use_submissions(rename_project, [=](const auto& input) { return std::get<0>(input) == project_id; });
    title_edits edits;
    // Made anew for each title: a form that was sent shows again what it began with.
    auto form = [=](const project& p) {
        return html(
            R"(<section class="settings" aria-busy={}><h2>Title</h2>{}</section>)", [=] { return renaming.pending(); },
            RenameForm(edits, {p.id, p.title, std::string(rename_project.with(p.id).url()), "Title of the project"},
                       renaming));
    };
    return html("{}{}", LeaveQuestion(edits, create_memo([=] { return edits.has(project_id); })),
                Data([=] { return Show(now, form); }));
}

}  // namespace projects
