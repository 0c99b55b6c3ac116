#include <app/api.hpp>
#include <app/parts.hpp>
#include <app/search_field.hpp>
#include <app/student_search.hpp>

namespace projects {
namespace {

using namespace solder;

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
    auto chosen = use_search_params();
    auto wanted = create_memo([=] { return chosen.get("q"); });
    const search_field text(wanted, [=](const std::string& typed) { chosen.set({{"q", typed}}, {.replace = true}); });
    auto found = create_async([=] { return search(wanted()); });
    return html(
        R"(<form class="search" role="search" method="get" action="/students" onsubmit={}>
  {}
  <button>Search</button>
</form>
<div aria-busy={}>{}</div>)",
        [=](event& e) { text.submit(e); }, text.Input("Name or house", "Search students"),
        [=] { return found.pending(); }, Data([=] { return Findings(found); }));
}

}  // namespace projects
