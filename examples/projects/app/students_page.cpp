#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>
#include <app/student_search.hpp>

namespace projects {
namespace {

using namespace solder;

/// The students of the house that the key names in its second segment, or all.
task<std::vector<student>> fetch_students(key_pattern key) {
    std::optional<std::string> house;
    for (const auto& segment : key.segments())
        if (auto* named = segment.member("house")) house = *named->as_string();
    co_return co_await list_students(house);
}

view Students(std::string name, std::string title, async_value<std::vector<student>> students) {
    return html(R"(<section class="card" data-resource={}>
  <h2>{}</h2>
  {}
</section>)",
                name, title, Data([students] {
                    return html("<ul>{}</ul>", For(students, [](const student& s) {
                                    return html("<li data-student={}>{}, {}</li>", s.id, s.name, s.house);
                                }));
                }));
}

}  // namespace

view StudentsPage() {
    auto all_students = create_route_data(fetch_students, {.key = {"students"}});
    auto gryffindor = create_route_data(fetch_students, {.key = {"students", {{"house", "gryffindor"}}}});
    auto slytherin = create_route_data([] { return list_students("slytherin"); });
    return html(
        R"({}<h1>Students</h1>
{}
<p class="buttons">
  <button onclick={}>Refetch everything</button>
  <button onclick={}>Refetch students</button>
  <button onclick={}>Refetch Gryffindor</button>
</p>
<div class="cards">{}{}{}</div>)",
        Title("Students"), StudentSearch(), [] { refetch_route_data(); }, [] { refetch_route_data({"students"}); },
        [] { refetch_route_data({"students", {{"house", "gryffindor"}}}); },
        Students("all", "All students", all_students), Students("gryffindor", "Gryffindor", gryffindor),
        Students("slytherin", "Slytherin (no key)", slytherin));
}

}  // namespace projects
