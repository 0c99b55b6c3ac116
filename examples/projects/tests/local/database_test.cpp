// The database of a page without a server keeps the rules of the server's (../database_test.cpp).
#include "../../server/database.hpp"
#include "../../server/seed.hpp"
#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <solder/client/host.hpp>

namespace {

/// What stands in for the browser.
struct storage {
    std::map<std::string, std::string> texts;
    bool is_full = false;
};
storage* kept = nullptr;

}  // namespace

extern "C" {
std::int32_t solder_host_read_storage(const char* name, std::uint32_t name_bytes, char* to, std::uint32_t room) {
    const auto found = kept->texts.find(std::string(name, name_bytes));
    if (found == kept->texts.end()) return -1;
    const auto& text = found->second;
    if (text.size() <= room) std::memcpy(to, text.data(), text.size());
    return static_cast<std::int32_t>(text.size());
}
std::uint32_t solder_host_write_storage(const char* name, std::uint32_t name_bytes, const char* text,
                                        std::uint32_t bytes) {
    if (kept->is_full) return 0;
    kept->texts[std::string(name, name_bytes)] = std::string(text, bytes);
    return 1;
}
}

namespace projects {
namespace {

const solder::error no_project = solder::not_found("There is no such project.");
const solder::error no_task = solder::not_found("There is no such task.");

class local_database : public ::testing::Test {
protected:
    local_database() { kept = &storage_; }
    ~local_database() override { kept = nullptr; }
    static std::unique_ptr<database> open() { return *database::open("mine"); }

    storage storage_;
    std::unique_ptr<database> db = open();
};

TEST_F(local_database, has_the_seed_until_something_is_changed) {
    const auto seed = seed_projects();
    const auto all = *db->list_projects();
    ASSERT_EQ(all.size(), seed.size());
    for (std::size_t i = 0; i < seed.size(); ++i) {
        EXPECT_EQ(all[i], (project{static_cast<std::int64_t>(i) + 1, seed[i].title}));
        const auto tasks = *db->list_tasks(all[i].id);
        ASSERT_EQ(tasks.size(), seed[i].tasks.size());
        for (std::size_t k = 0; k < tasks.size(); ++k) EXPECT_EQ(tasks[k].title, seed[i].tasks[k].title);
    }
    EXPECT_EQ(storage_.texts.size(), 0u) << "who only looks leaves nothing in the browser";
}

TEST_F(local_database, finds_a_project_by_id_and_says_when_there_is_none) {
    EXPECT_EQ(**db->find_project(1), (project{1, seed_projects().front().title}));
    EXPECT_EQ(*db->find_project(4711), std::nullopt);
    EXPECT_EQ(db->list_tasks(4711)->size(), 0u);
}

TEST_F(local_database, adds_renames_finishes_and_deletes_a_task_and_uses_no_id_twice) {
    const auto before = *db->list_tasks(2);
    const auto id = db->add_task(2, "first")->id;
    EXPECT_EQ(*db->rename_task(2, id, "<b>Ω\" \\"), (project_task{id, "<b>Ω\" \\", false}));
    EXPECT_EQ(*db->set_done(2, id, true), (project_task{id, "<b>Ω\" \\", true}));
    EXPECT_EQ(db->list_tasks(2)->back(), (project_task{id, "<b>Ω\" \\", true}));
    EXPECT_TRUE(db->delete_task(2, id));
    EXPECT_EQ(*db->list_tasks(2), before);
    EXPECT_EQ(open()->add_task(2, "third")->id, id + 1);
}

TEST_F(local_database, renames_a_project_and_no_other) {
    auto expected = *db->list_projects();
    expected[1].title = "Another";
    EXPECT_EQ(*db->rename_project(2, "Another"), expected[1]);
    EXPECT_EQ(*db->list_projects(), expected);
}

TEST_F(local_database, says_not_found_for_unknown_ids_and_tasks_of_another_project) {
    EXPECT_EQ(db->add_task(4711, "x").error(), no_project);
    EXPECT_EQ(db->rename_project(4711, "x").error(), no_project);
    for (const auto id : {std::int64_t{471147}, db->list_tasks(2)->front().id}) {
        EXPECT_EQ(db->rename_task(1, id, "x").error(), no_task);
        EXPECT_EQ(db->set_done(1, id, true).error(), no_task);
        EXPECT_EQ(db->delete_task(1, id).error(), no_task);
    }
    EXPECT_EQ(storage_.texts.size(), 0u);
}

TEST_F(local_database, shows_what_another_tab_changed) {
    const auto other = open();
    const auto added = *other->add_task(1, "from the other tab");
    EXPECT_EQ(db->list_tasks(1)->back(), added);
    EXPECT_EQ(db->add_task(1, "mine")->id, added.id + 1);
    EXPECT_EQ(other->list_tasks(1)->size(), seed_projects().front().tasks.size() + 2);
}

TEST_F(local_database, a_change_that_the_browser_does_not_keep_is_refused_and_not_made) {
    ASSERT_TRUE(db->rename_task(1, 1, "kept"));
    const auto before = *db->list_tasks(1);
    storage_.is_full = true;
    const auto refused = solder::invalid("Your browser keeps no more data for this page. Nothing was changed.");
    EXPECT_EQ(db->add_task(1, "x").error(), refused);
    EXPECT_EQ(db->rename_task(1, 1, "x").error(), refused);
    EXPECT_EQ(db->set_done(1, 1, false).error(), refused);
    EXPECT_EQ(db->delete_task(1, 1).error(), refused);
    EXPECT_EQ(db->rename_project(1, "x").error(), refused);
    EXPECT_EQ(*db->list_tasks(1), before);
}

TEST_F(local_database, what_does_not_decode_is_a_failure_and_stays_as_it_is) {
    storage_.texts["mine"] = R"({"projects":[)";
    const auto all = db->list_projects();
    ASSERT_FALSE(all);
    EXPECT_FALSE(all.error().is_public);
    EXPECT_EQ(all.error().message,
              "what the browser keeps as mine does not decode: member \"projects\": "
              "element 1: the JSON ends too early");
    EXPECT_FALSE(db->add_task(1, "x"));
    EXPECT_EQ(storage_.texts["mine"], R"({"projects":[)");
}

TEST_F(local_database, keeps_more_than_a_server_takes_at_once) {
    const std::string long_title(1'500'000, 'x');
    ASSERT_TRUE(db->rename_project(1, long_title));
    EXPECT_EQ((*db->find_project(1))->title, long_title);
}

TEST_F(local_database, lists_and_finds_students_by_name) {
    EXPECT_EQ(db->list_students()->size(), seed_students().size());
    EXPECT_EQ(db->list_students("gryffindor")->size(), 5u);
    EXPECT_EQ(db->list_students("nowhere")->size(), 0u);
    const auto found = [&](const std::string& text) {
        std::vector<std::string> names;
        const auto students = *db->find_students(text);
        for (const auto& s : students) names.push_back(s.name);
        return names;
    };
    using texts = std::vector<std::string>;
    EXPECT_EQ(found("BERG"), texts{"Linus & Lotte Berg"});
    EXPECT_EQ(found("slyth"),
              (texts{"Dmitri Volkov", "Idris Penhallow", "Mina \"Min\" Park", "Petra Nováková", "Soren Blackwater"}));
    EXPECT_EQ(found("%"), texts{});
    EXPECT_EQ(found("").size(), seed_students().size());
}

}  // namespace
}  // namespace projects
