#include <app/api.hpp>
#include <app/parts.hpp>
#include <app/student_search.hpp>

namespace projects {
namespace {

using namespace solder;
using namespace std::chrono_literals;

struct findings {
    std::string text;
    std::vector<student> students;

    friend bool operator==(const findings&, const findings&) = default;
};

task<findings> search(std::string text) {
    if (text.empty()) co_return findings();
    auto students = co_await search_students(text);
    co_return findings{std::move(text), std::move(students)};
}

std::string text_in_address() { return std::string(extract_search_params(use_router().search()).get("q")); }

view Findings(const async_value<findings>& found) {
    auto count = [=] { return found() ? found()->students.size() : 0; };
    auto noun = [=] { return count() == 1 ? "student" : "students"; };
    auto has_searched = [=] { return found() && !found()->text.empty(); };
    auto students = [=] { return found() ? found()->students : std::vector<student>(); };
    return html("{}", Show(has_searched, [=] {
                    return html(R"(<p class="counts" role="status">{} {} found</p><ul>{}</ul>)", count, noun,
                                For(students, [](const student& s) {
                                    return html("<li data-student={}>{}, {}</li>", s.id, s.name, s.house);
                                }));
                }));
}

}  // namespace

view StudentSearch() {
    auto go = use_navigate();
    auto wanted = create_memo([] { return text_in_address(); });
    auto typed = create_signal(wanted.peek());
    auto paused = create_deferred(typed, {.after = 250ms});
    auto show = [=] {
        if (typed.peek() == wanted.peek()) return;
        go("/students" + merge_search_string("", {{"q", typed.peek()}}), {.replace = true, .scroll = false});
    };
    create_effect([=] {
        paused();
        untrack(show);
    });
    // A link or the history led to another text.
    create_effect([=] {
        if (wanted() != paused.peek()) typed.set(wanted());
    });
    auto found = create_async([=] { return search(wanted()); });
    return html(
        R"(<form class="search" role="search" method="get" action="/students" onsubmit={}>
  <input type="search" name="q" placeholder="Name or house" aria-label="Search students" autocomplete="off" value={}
    oninput={}>
  <button>Search</button>
</form>
<div aria-busy={}>{}</div>)",
        [=](event& e) {
            e.prevent_default();
            show();
        },
        typed, [=](event& e) { typed.set(std::string(e.value)); },
        [=] { return found.pending() ? std::optional("true") : std::nullopt; }, Data([=] { return Findings(found); }));
}

}  // namespace projects
