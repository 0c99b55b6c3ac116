#include <algorithm>
#include <app/title_edits.hpp>

namespace projects {

using namespace solder;

title_edits::title_edits()
    : edits_(create_signal(std::vector<edit>(), never_equal)), wanted_(create_signal<std::int64_t>(0)) {}

const title_edits::edit* title_edits::find(std::int64_t id) const {
    const auto& all = edits_.peek();
    auto found = std::ranges::find(all, id, &edit::id);
    return found == all.end() ? nullptr : &*found;
}

bool title_edits::has(std::int64_t id) const {
    edits_();
    return find(id) != nullptr;
}

std::string title_edits::text(std::int64_t id, std::string otherwise) const {
    auto* found = find(id);
    return found && found->text ? *found->text : otherwise;
}

void title_edits::put(std::int64_t id, std::string text) const {
    edits_.update([&](std::vector<edit>& all) {
        std::erase_if(all, [=](const edit& each) { return each.id == id; });
        all.push_back({id, std::move(text)});
    });
}

void title_edits::drop(std::int64_t id) const {
    if (!find(id)) return;
    edits_.update([=](std::vector<edit>& all) { std::erase_if(all, [=](const edit& each) { return each.id == id; }); });
}

void title_edits::mark_refused(std::int64_t id, bool is_refused) const {
    auto* found = find(id);
    if (is_refused && !found) edits_.update([=](std::vector<edit>& all) { all.push_back({id, std::nullopt}); });
    if (!is_refused && found && !found->text) drop(id);
}

void title_edits::show_first() const {
    if (const auto& all = edits_.peek(); !all.empty()) wanted_.set(all.front().id);
}

view RenameForm(const title_edits& edits, renamed what, memo<std::optional<sent_title>> sent,
                callback<std::optional<view>()> failure) {
    auto id = what.id;
    auto is_refused = [=] { return sent() && sent()->is_refused; };
    create_effect([=] { edits.mark_refused(id, is_refused()); });
    auto typed = [=, title = what.title](const event& e) {
        e.value == title ? edits.drop(id) : edits.put(id, std::string(e.value));
    };
    return html(
        R"(<form class="rename" method="post" action={} onsubmit={}>
    <input name="title" autocomplete="off" aria-label={} value={} aria-invalid={} autofocus={} oninput={}>
    <button>Rename</button>
    {}
  </form>)",
        what.address, [=] { edits.drop(id); }, what.label,
        [=, title = what.title] { return edits.text(id, sent() ? sent()->text : title); }, is_refused,
        [=] { return edits.is_wanted(id); }, typed, std::move(failure));
}

namespace {

std::string_view path_in(std::string_view location) { return location.substr(0, location.find_first_of("?#")); }

}  // namespace

view LeaveQuestion(const title_edits& edits, memo<bool> is_unsaved) {
    auto asked = create_signal(std::optional<leave_event>(), never_equal);
    use_before_leave([=](const leave_event& event) {
        if (!is_unsaved() || path_in(event->from) == path_in(event->to)) return;
        event.prevent_default();
        if (event->leaves_browser) return;  // the browser asks
        edits.want_none();
        asked.set(event);
    });
    auto stay = [=] {
        asked.set(std::nullopt);
        edits.show_first();
    };
    auto leave = [=] {
        auto event = asked.peek();
        asked.set(std::nullopt);
        if (event) event->retry(true);
    };
    return Show(
        [=] { return asked().has_value() && is_unsaved(); },
        [=] {
            return html(
                R"(<div class="question" role="alertdialog" aria-label="Unsaved title" aria-describedby="unsaved" onkeydown={}>
  <p id="unsaved">A new title has not been saved.</p>
  <p class="buttons"><button type="button" autofocus onclick={}>Stay</button>
  <button type="button" onclick={}>Leave without saving</button></p>
</div>)",
                [=](const event& e) {
                    if (e.key == "Escape") stay();
                },
                stay, leave);
        });
}

}  // namespace projects
