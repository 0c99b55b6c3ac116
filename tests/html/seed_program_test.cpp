// The two listings of the design's section "The two seed programs", as they stand there: the shape of the API.
// README.md shows the first one.
#include <gtest/gtest.h>
#include <map>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html/render.hpp>
#include <solder/solder.hpp>

namespace seed_program {
namespace {

using namespace solder;
using std::chrono_literals::operator""ms;

// clang-format off
struct project { std::int64_t id; std::string title; };
struct project_task { std::int64_t id; std::string title; bool done; };

// Shared by both sides. Bodies are defined in server-only sources: list_projects.define(...).
inline constexpr solder::server_function<"projects.list", std::vector<project>()> list_projects;
inline constexpr solder::server_function<"tasks.list", std::vector<project_task>(std::int64_t)> list_tasks;

inline const auto get_projects = solder::query("projects", list_projects);
inline const auto get_project_tasks = solder::query("projectTasks", list_tasks);

view Project(std::int64_t id) {
  auto tasks = create_async([=] { return get_project_tasks(id); });
  return html(R"(<article>
      <button onclick={}>Refetch tasks for this project</button>
      <ul>{}</ul>
    </article>)",
    [=] { revalidate(get_project_tasks.key_for(id)); },
    For(tasks, [](const project_task& t) { return html("<li>{}</li>", t.title); }));
}

view Projects() {
  auto projects = create_async([] { return get_projects(); });
  return html(R"(<div>
      <button onclick={}>Refetch all tasks</button>
      {}
    </div>)",
    [] { revalidate(get_project_tasks.key()); },
    For(projects, [](const project& p) { return Project(p.id); }));
}
// clang-format on

/// Bodies of the server functions, over tables in memory; every read is counted and takes 10 ms.
class seed_program : public ::testing::Test {
protected:
    seed_program() {
        list_projects.define([this]() -> task<std::vector<project>> {
            reads_.push_back("projects");
            co_await sleep_for(10ms);
            co_return projects_;
        });
        list_tasks.define([this](std::int64_t id) -> task<std::vector<project_task>> {
            reads_.push_back("tasks of " + std::to_string(id));
            co_await sleep_for(10ms);
            co_return tasks_[id];
        });
    }
    ~seed_program() override { set_page_query_cache(nullptr); }

    std::vector<std::string> reads_since_last() { return std::exchange(reads_, {}); }

    manual_environment time_;
    std::vector<project> projects_{{1, "Garden"}, {2, "Kitchen"}};
    std::map<std::int64_t, std::vector<project_task>> tasks_{
        {1, {{1, "Rake & sow", false}, {2, "Water <daily>", true}}},
        {2, {{3, "Paint", false}}},
    };
    std::vector<std::string> reads_;
    scoped_root root_;
};

/// As on a server: everything runs once, answers belong to the request.
class seed_program_rendered : public seed_program {
protected:
    seed_program_rendered() {
        set_page_query_cache(&cache_);
        detail::graph::current().renders_once = true;
    }
    ~seed_program_rendered() override { detail::graph::current().renders_once = false; }

    query_cache cache_{query_cache::use::request};
};

TEST_F(seed_program_rendered, the_page_holds_every_project_with_its_tasks) {
    std::optional<result<rendered_page>> page;
    auto work = root_.run([&] {
        return start(render_to_string_async(Projects), [&](result<rendered_page> done) { page = std::move(done); });
    });
    time_.advance(20ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html,
              R"(<div>
      <button>Refetch all tasks</button>
      <!--[--><article>
      <button>Refetch tasks for this project</button>
      <ul><li>Rake &amp; sow</li><li>Water &lt;daily&gt;</li></ul>
    </article><article>
      <button>Refetch tasks for this project</button>
      <ul><li>Paint</li></ul>
    </article><!--]-->
    </div>)");
    EXPECT_EQ(reads_, (std::vector<std::string>{"projects", "tasks of 1", "tasks of 2"}));
}

/// As in the browser: computations run again when what they read is revalidated.
class seed_program_live : public seed_program {
protected:
    seed_program_live() { set_page_query_cache(&cache_); }

    query_cache cache_;
};

TEST_F(seed_program_live, its_buttons_read_the_tasks_of_one_project_or_of_all) {
    root_.run([&] {
        auto projects = create_async([] { return get_projects(); });
        auto garden = create_async([] { return get_project_tasks(1); });
        auto kitchen = create_async([] { return get_project_tasks(2); });
        time_.advance(10ms);
        reads_since_last();

        tasks_[1].push_back({4, "Harvest", false});
        revalidate(get_project_tasks.key_for(1));
        time_.advance(10ms);
        EXPECT_EQ(reads_since_last(), (std::vector<std::string>{"tasks of 1"}));
        EXPECT_EQ(garden()->back().title, "Harvest");

        revalidate(get_project_tasks.key());
        time_.advance(10ms);
        EXPECT_EQ(reads_since_last(), (std::vector<std::string>{"tasks of 1", "tasks of 2"}));
    });
}

/// Route data over students; says which resources were fetched.
class seed_program_route_data : public ::testing::Test {
protected:
    auto fetch_as(std::string name) {
        return [this, name = std::move(name)](const key_pattern&) -> task<std::string> {
            fetched_.push_back(name);
            return answer(name);
        };
    }
    static task<std::string> answer(std::string name) {
        co_await sleep_for(10ms);
        co_return name;
    }
    /// Names of what was fetched since the last call, settled.
    std::vector<std::string> fetched() {
        time_.advance(10ms);
        return std::exchange(fetched_, {});
    }

    using names = std::vector<std::string>;
    manual_environment time_;
    names fetched_;
    scoped_root root_;
};

struct student {
    std::int64_t id;
    std::string name;
    std::string house;
};

/// What the key asks for: all students, or those of one house.
task<std::vector<student>> fetch_students(key_pattern key) {
    static const std::vector<student> all{{1, "Hermione", "gryffindor"}, {2, "Draco", "slytherin"}};
    co_await sleep_for(10ms);
    if (key.segments().size() < 2) co_return all;
    std::vector<student> found;
    for (const auto& each : all)
        if (each.house == *key.segments()[1].member("house")->as_string()) found.push_back(each);
    co_return found;
}

TEST_F(seed_program_route_data, both_resources_show_what_their_key_asks_for) {
    ASSERT_FALSE(detail::graph::current().renders_once);
    root_.run([&] {
        // clang-format off
auto all_students = create_route_data(fetch_students, {.key = {"students"}});
auto gryffindor = create_route_data(fetch_students, {.key = {"students", {{"house", "gryffindor"}}}});

refetch_route_data();                                        // everything on the page
refetch_route_data({"students"});                            // both
refetch_route_data({"students", {{"house", "gryffindor"}}}); // the second only
        // clang-format on
        time_.advance(10ms);
        ASSERT_TRUE(all_students() && gryffindor());
        EXPECT_EQ(all_students()->size(), 2u);
        ASSERT_EQ(gryffindor()->size(), 1u);
        EXPECT_EQ(gryffindor()->front().name, "Hermione");
    });
}

TEST_F(seed_program_route_data, each_call_refetches_what_its_comment_says) {
    root_.run([&] {
        auto all_students = create_route_data(fetch_as("all"), {.key = {"students"}});
        auto gryffindor = create_route_data(fetch_as("gryffindor"), {.key = {"students", {{"house", "gryffindor"}}}});
        auto without_key = create_route_data(fetch_as("without key"));
        EXPECT_EQ(fetched(), (names{"all", "gryffindor", "without key"}));

        refetch_route_data();
        EXPECT_EQ(fetched(), (names{"all", "gryffindor", "without key"}));
        refetch_route_data({"students"});
        EXPECT_EQ(fetched(), (names{"all", "gryffindor"}));
        refetch_route_data({"students", {{"house", "gryffindor"}}});
        EXPECT_EQ(fetched(), (names{"gryffindor"}));
    });
}

TEST_F(seed_program_route_data, F7_a_key_is_matched_by_segment) {
    root_.run([&] {
        auto cars = create_route_data(fetch_as("cars"), {.key = {"cars"}});
        auto audi = create_route_data(fetch_as("audi"), {.key = {"cars", {{"make", "audi"}}}});
        auto none = create_route_data(fetch_as("none"));
        auto boats = create_route_data(fetch_as("boats"), {.key = "boats"});
        EXPECT_EQ(fetched(), (names{"cars", "audi", "none", "boats"}));

        refetch_route_data({"cars"});
        EXPECT_EQ(fetched(), (names{"cars", "audi"}));
        refetch_route_data({"cars", {{"make", "audi"}}});
        EXPECT_EQ(fetched(), (names{"audi"}));
        refetch_route_data("boats");
        EXPECT_EQ(fetched(), (names{"boats"}));
        refetch_route_data({"boats"});
        EXPECT_EQ(fetched(), (names{"boats"}));
        refetch_route_data();
        EXPECT_EQ(fetched(), (names{"cars", "audi", "none", "boats"}));
        refetch_route_data(key_pattern{});
        EXPECT_EQ(fetched(), names{});
        refetch_route_data({"planes"});
        EXPECT_EQ(fetched(), names{});
    });
}

TEST_F(seed_program_route_data, F7_an_object_needs_only_the_members_of_the_pattern) {
    root_.run([&] {
        auto car = create_route_data(fetch_as("car"), {.key = {"cars", {{"make", "audi"}, {"id", 9}}}});
        fetched();
        refetch_route_data({"cars", {{"id", 9}}});
        EXPECT_EQ(fetched(), (names{"car"}));
        refetch_route_data({"cars", {{"id", 8}}});
        EXPECT_EQ(fetched(), names{});
    });
}

TEST_F(seed_program_route_data, F12_what_is_no_longer_mounted_is_not_refetched) {
    {
        scoped_root page;
        page.run([&] { return create_route_data(fetch_as("left"), {.key = {"students"}}); });
        fetched();
    }
    refetch_route_data();
    EXPECT_EQ(fetched(), names{});
}

}  // namespace
}  // namespace seed_program
