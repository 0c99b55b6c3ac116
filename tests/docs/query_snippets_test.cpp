// The code of docs/query.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/html.hpp>
#include <solder/html/render.hpp>
#include <solder/query.hpp>

namespace {

// clang-format off
struct note { std::int64_t id; std::string text; };
struct note_form { std::string text; };

// In a header of both sides.
inline constexpr solder::server_function<"pad.list", std::vector<note>()> list_notes;
inline constexpr solder::server_function<"pad.add", void(note_form), solder::writes> add_note_function;

inline const auto get_notes = solder::query("notes", list_notes);
inline const auto add_note = solder::action("addNote", add_note_function);

// In a source of the server only.
void define_functions(std::vector<note>& all) {
    list_notes.define([&all] { return all; });
    add_note_function.define([&all](note_form form) -> solder::result<void> {
        if (form.text.empty()) return solder::fail(solder::invalid("Please write something."));
        all.push_back({std::ssize(all) + 1, form.text});
        return {};
    });
}

// A component.
solder::view Notes() {
    auto notes = solder::create_async([] { return get_notes(); });
    auto adding = solder::use_submission(add_note);
    return solder::html(
        R"(<ul>{}</ul>
<form method="post" action={}><input name="text"><button disabled={}>Add</button><p>{}</p></form>)",
        solder::For(notes, [](const note& n) { return solder::html("<li>{}</li>", n.text); }), add_note,
        [=] { return adding.pending(); }, [=] { return adding.error() ? adding.error()->message : ""; });
}
// clang-format on

std::vector<note> stored;

class query_page : public ::testing::Test {
protected:
    query_page() {
        static const bool defined = (define_functions(stored), true);
        EXPECT_TRUE(defined);
        stored = {{1, "buy milk"}, {2, "buy bread"}};
        solder::set_page_query_cache(&cache_);
        solder::set_page_submissions(&submissions_);
    }
    ~query_page() override {
        solder::set_page_query_cache(nullptr);
        solder::set_page_submissions(nullptr);
        solder::detail::graph::current().renders_once = false;
    }

    std::vector<std::string> titles;
    solder::manual_environment time_;
    solder::query_cache cache_;
    solder::submission_list submissions_;
    solder::scoped_root root_;
};

TEST_F(query_page, a_first_example) {
    solder::detail::graph::current().renders_once = true;
    std::string shown;
    auto work = root_.run([&] {
        return start(
            solder::render_to_string_async([] { return Notes(); }),
            [&](solder::result<solder::rendered_page> page) { shown = page ? page->html : page.error().message; });
    });
    time_.run();
    EXPECT_TRUE(shown.contains("buy milk")) << shown;
    EXPECT_TRUE(shown.contains(R"(action="/_server?id=pad.add")")) << shown;
}

TEST_F(query_page, answers_kept_field_by_field) {
    root_.run([&] {
        auto notes = solder::create_async_store([] { return get_notes(); }, {.reconcile = {.key = &note::id}});
        solder::create_effect([=, this] {
            if (auto list = notes()) titles.push_back((*list)[0][&note::text]());
        });
        stored[1].text = "buy two";
        solder::revalidate();
        time_.run();
        EXPECT_EQ((*notes())[1][&note::text](), "buy two");
        stored[0].text = "buy one";
        solder::revalidate();
        time_.run();
        EXPECT_EQ(titles, (std::vector<std::string>{"buy milk", "buy one"}));
    });
}

/// Names what the key asks for.
std::string fetch_students(const solder::key_pattern& key) { return solder::query_key(key).text(); }

TEST_F(query_page, route_data) {
    root_.run([&] {
        auto house = solder::create_signal(std::optional<std::string>());
        auto all = solder::create_route_data(fetch_students, {.key = {"students"}});
        auto some = solder::create_route_data(fetch_students, {.key = [=] { return house(); }});
        EXPECT_EQ(*all(), "students");
        EXPECT_EQ(some.state(), solder::data_state::unresolved);
        house.set("gryffindor");
        EXPECT_EQ(*some(), "gryffindor");
    });
}

}  // namespace
