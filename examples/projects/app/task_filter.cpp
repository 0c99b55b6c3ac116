#include <algorithm>
#include <app/pages.hpp>
#include <app/task_filter.hpp>

namespace projects {

using namespace solder;

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Case does not count, of ASCII letters: as the search for students in SQLite.
bool has_text(const std::string& title, const std::string& text) {
    return !std::ranges::search(title, text, {}, lower, lower).empty() || text.empty();
}

search_field text_of(const typed_search_params<task_choice>& chosen) {
    return {create_memo([=] { return chosen().q; }), [=](const std::string& text) {
                chosen.update([&](task_choice& choice) { choice.q = text; }, {.replace = true});
            }};
}

}  // namespace

task_filter::task_filter(std::int64_t project_id)
    : address_(project_route.href(project_id)), chosen_(use_search_params<task_choice>()), text_(text_of(chosen_)) {}

bool task_filter::shows(const project_task& task) const {
    const auto& show = chosen_().show;
    if (show == "open" && task.done) return false;
    if (show == "done" && !task.done) return false;
    return has_text(task.title, text_());
}

view task_filter::Choice(const char* value, const char* label) const {
    return html(
        R"(<label><input type="radio" name="show" value={} checked={}><span>{}</span></label>)", value,
        [chosen = chosen_, value] { return chosen().show == value; }, label);
}

view task_filter::Form() const {
    auto choose = [chosen = chosen_, text = text_](const event& e) {
        chosen.update([&](task_choice& choice) { choice = {std::string(e.value), text.peek()}; });
    };
    return html(
        R"(<form class="search filter" role="search" method="get" action={} onsubmit={}>
  <fieldset onchange={}><legend>Show</legend>{}{}{}</fieldset>
  {}
  <button>Filter</button>
</form>)",
        address_, [text = text_](event& e) { text.submit(e); }, choose, Choice("all", "All"), Choice("open", "Open"),
        Choice("done", "Done"), text_.Input("Search titles", "Filter tasks by title"));
}

}  // namespace projects
