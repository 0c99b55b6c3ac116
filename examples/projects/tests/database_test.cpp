#include "../server/database.hpp"
#include "../server/seed.hpp"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace projects {
namespace {

/// A place for a new database, removed at the end.
class place {
public:
    virtual ~place() = default;
    [[nodiscard]] virtual std::string url() const = 0;
};

class sqlite_place : public place {
public:
    sqlite_place() {
        std::string name = (std::filesystem::temp_directory_path() / "solder=test XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~sqlite_place() override { std::filesystem::remove_all(folder_); }
    [[nodiscard]] std::string url() const override { return "sqlite:" + (folder_ / "projects.db").string(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

/// A schema of its own in the server of SOLDER_TEST_POSTGRES_URL.
class postgresql_place : public place {
public:
    postgresql_place() {
        static int count = 0;
        schema_ = "solder_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
        run("create schema " + schema_);
    }
    ~postgresql_place() override { run("drop schema " + schema_ + " cascade"); }
    [[nodiscard]] static const char* server() { return std::getenv("SOLDER_TEST_POSTGRES_URL"); }
    [[nodiscard]] std::string url() const override { return with("options=-csearch_path%3D" + schema_); }

private:
    [[nodiscard]] static std::string with(const std::string& parameter) {
        const std::string base = server();
        return base + (base.find('?') == std::string::npos ? "?" : "&") + parameter;
    }
    static void run(const std::string& text) {
        soci::session session(*soci::factory_postgresql(), with("connect_timeout=5"));
        session << "set client_min_messages = warning";
        session << text;
    }
    std::string schema_;
};

/// Every test below runs once on each database.
class database_on : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        if (GetParam() == std::string("sqlite")) {
            place_ = std::make_unique<sqlite_place>();
        } else if (postgresql_place::server()) {
            place_ = std::make_unique<postgresql_place>();
        } else {
            GTEST_SKIP() << "SOLDER_TEST_POSTGRES_URL is not set";
        }
        db = open();
        ASSERT_TRUE(db);
    }

    [[nodiscard]] std::unique_ptr<database> open() const {
        auto opened = database::open(place_->url());
        EXPECT_TRUE(opened) << opened.error().message;
        return opened ? std::move(*opened) : nullptr;
    }

    std::unique_ptr<place> place_;
    std::unique_ptr<database> db;
};

INSTANTIATE_TEST_SUITE_P(database, database_on, testing::Values("sqlite", "postgresql"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(database_on, holds_the_seed_after_the_first_opening) {
    const std::vector<seed_project> seed = seed_projects();
    const auto all = db->list_projects();
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), seed.size());
    for (std::size_t i = 0; i < seed.size(); ++i) {
        EXPECT_EQ((*all)[i], (project{static_cast<std::int64_t>(i) + 1, seed[i].title}));
        const auto tasks = db->list_tasks((*all)[i].id);
        ASSERT_TRUE(tasks);
        ASSERT_EQ(tasks->size(), seed[i].tasks.size());
        for (std::size_t k = 0; k < tasks->size(); ++k) {
            EXPECT_EQ((*tasks)[k].title, seed[i].tasks[k].title);
            EXPECT_EQ((*tasks)[k].done, seed[i].tasks[k].done);
        }
    }
}

TEST_P(database_on, is_not_filled_again_by_a_second_opening) {
    const auto added = db->add_task(1, "mine");
    ASSERT_TRUE(added);
    db.reset();
    db = open();
    EXPECT_EQ(db->list_projects()->size(), seed_projects().size());
    EXPECT_EQ(db->list_tasks(1)->back(), *added);
    EXPECT_EQ(db->list_students()->size(), seed_students().size());
}

TEST_P(database_on, finds_a_project_by_id_and_says_when_there_is_none) {
    const auto found = db->find_project(1);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ(**found, (project{1, seed_projects().front().title}));
    const auto missing = db->find_project(4711);
    ASSERT_TRUE(missing);
    EXPECT_FALSE(*missing);
    EXPECT_TRUE(db->list_tasks(4711)->empty());
}

TEST_P(database_on, renames_a_project_and_no_other) {
    auto expected = *db->list_projects();
    const auto tasks = *db->list_tasks(2);
    expected[1].title = "'; drop table projects; -- <b>Ω</b>";
    EXPECT_EQ(*db->rename_project(2, expected[1].title), expected[1]);
    EXPECT_EQ(*db->list_projects(), expected);
    EXPECT_EQ(**db->find_project(2), expected[1]);
    EXPECT_EQ(*db->list_tasks(2), tasks);
}

TEST_P(database_on, says_that_an_unknown_project_cannot_be_renamed) {
    const auto before = *db->list_projects();
    const auto renamed = db->rename_project(4711, "x");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().kind, solder::error_kind::not_found);
    EXPECT_EQ(renamed.error().message, "There is no such project.");
    EXPECT_TRUE(renamed.error().is_public);
    EXPECT_EQ(*db->list_projects(), before);
}

TEST_P(database_on, adds_renames_finishes_and_deletes_a_task) {
    const auto before = *db->list_tasks(2);
    const auto added = db->add_task(2, "first");
    ASSERT_TRUE(added) << added.error().message;
    const std::int64_t id = added->id;
    EXPECT_EQ(*added, (project_task{id, "first", false}));
    EXPECT_EQ(*db->rename_task(2, id, "second"), (project_task{id, "second", false}));
    EXPECT_EQ(*db->set_done(2, id, true), (project_task{id, "second", true}));
    EXPECT_EQ(*db->set_done(2, id, true), (project_task{id, "second", true}));
    EXPECT_EQ(db->list_tasks(2)->back(), (project_task{id, "second", true}));
    EXPECT_EQ(*db->set_done(2, id, false), (project_task{id, "second", false}));
    EXPECT_TRUE(db->delete_task(2, id));
    EXPECT_EQ(*db->list_tasks(2), before);
    EXPECT_GT(db->add_task(2, "third")->id, id) << "an id is never used twice";
}

TEST_P(database_on, says_not_found_for_unknown_ids) {
    const solder::error no_task = solder::not_found("There is no such task.");
    EXPECT_EQ(db->add_task(4711, "x").error(), solder::not_found("There is no such project."));
    EXPECT_EQ(db->rename_task(1, 471147, "x").error(), no_task);
    EXPECT_EQ(db->set_done(1, 471147, true).error(), no_task);
    EXPECT_EQ(db->delete_task(1, 471147).error(), no_task);
}

TEST_P(database_on, changes_no_task_of_another_project) {
    const auto before = *db->list_tasks(1);
    const std::int64_t id = before.front().id;
    EXPECT_FALSE(db->rename_task(2, id, "x"));
    EXPECT_FALSE(db->set_done(2, id, !before.front().done));
    EXPECT_FALSE(db->delete_task(2, id));
    EXPECT_EQ(*db->list_tasks(1), before);
}

TEST_P(database_on, finds_students_by_a_part_of_name_or_house_whatever_characters_it_has) {
    const auto found = [&](const std::string& text) {
        std::vector<std::string> names;
        const auto students = *db->find_students(text);
        for (const student& s : students) names.push_back(s.name);
        return names;
    };
    using texts = std::vector<std::string>;
    EXPECT_EQ(found("BERG"), texts{"Linus & Lotte Berg"});
    EXPECT_EQ(found("slyth"),
              (texts{"Dmitri Volkov", "Idris Penhallow", "Mina \"Min\" Park", "Petra Nováková", "Soren Blackwater"}));
    EXPECT_EQ(found("春日"), texts{"Hana 春日"});
    EXPECT_EQ(found("o'd"), texts{"Bram O'Dell"});
    for (const char* none : {"%", "_", "\\", "' or '1' = '1", "nobody"}) EXPECT_EQ(found(none), texts{}) << none;
    EXPECT_EQ(found(std::string("a\0b", 3)), texts{});
    EXPECT_EQ(found("").size(), seed_students().size());
}

TEST_P(database_on, keeps_every_title_as_it_was_typed) {
    const std::vector<std::string> titles = {"'; drop table tasks; --",
                                             "\"double\" 'single' `back`",
                                             "<b>&amp;</b>",
                                             "%s %d \\ \\n :id $1 ?",
                                             "Ελληνικά 日本語 العربية Кириллица",
                                             "🎪👩‍👩‍👧‍👦",
                                             "tab\tand\nline",
                                             std::string(5000, 'x'),
                                             "",
                                             " "};
    for (const std::string& title : titles) {
        const auto added = db->add_task(1, title);
        ASSERT_TRUE(added) << added.error().message;
        EXPECT_EQ(added->title, title);
        EXPECT_EQ(db->list_tasks(1)->back().title, title);
        EXPECT_EQ(db->rename_task(1, 1, title)->title, title);
    }
}

TEST_P(database_on, refuses_a_title_with_a_zero_byte_instead_of_cutting_it) {
    const std::string title("a\0b", 3);
    EXPECT_EQ(db->add_task(1, title).error().kind, solder::error_kind::invalid);
    EXPECT_EQ(db->rename_task(1, 1, title).error().kind, solder::error_kind::invalid);
    EXPECT_EQ(db->rename_project(1, title).error().kind, solder::error_kind::invalid);
}

TEST_P(database_on, lists_students_of_one_house_or_all) {
    EXPECT_EQ(db->list_students()->size(), seed_students().size());
    const auto some = db->list_students("gryffindor");
    ASSERT_TRUE(some);
    EXPECT_EQ(some->size(), 5u);
    EXPECT_TRUE(std::ranges::all_of(*some, [](const student& s) { return s.house == "gryffindor"; }));
    EXPECT_TRUE(db->list_students("nowhere")->empty());
}

TEST_P(database_on, takes_writes_and_reads_of_many_threads_at_once) {
    constexpr int thread_count = 12;  // more than there are connections
    constexpr int writes_each = 25;
    const std::size_t before = db->list_tasks(1)->size();
    std::vector<std::thread> threads;
    for (int i = 0; i < thread_count; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < writes_each; ++k) {
                const auto added = db->add_task(1, "thread");
                EXPECT_TRUE(added) << added.error().message;
                EXPECT_TRUE(db->list_tasks(1));
            }
        });
    }
    for (std::thread& t : threads) t.join();
    EXPECT_EQ(db->list_tasks(1)->size(), before + thread_count * writes_each);
}

TEST_P(database_on, shows_what_another_program_wrote) {
    ASSERT_TRUE(db->list_tasks(3));
    const pid_t child = ::fork();
    if (child == 0) {  // its own opening: no connection is shared with the parent
        const auto other = database::open(place_->url());
        ::_exit(other && (*other)->add_task(3, "from outside") && (*other)->set_done(1, 1, false) ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    EXPECT_EQ(db->list_tasks(3)->back().title, "from outside");
    EXPECT_FALSE(db->list_tasks(1)->front().done);
}

TEST_P(database_on, is_filled_once_when_two_programs_start_together) {
    std::unique_ptr<place> fresh;
    if (GetParam() == std::string("sqlite")) {
        fresh = std::make_unique<sqlite_place>();
    } else {
        fresh = std::make_unique<postgresql_place>();
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            const auto opened = database::open(fresh->url());
            ASSERT_TRUE(opened) << opened.error().message;
            EXPECT_EQ((*opened)->list_projects()->size(), seed_projects().size());
        });
    }
    for (std::thread& t : threads) t.join();
}

std::string why_not(const std::string& url) {
    const auto opened = database::open(url);
    if (opened) return "it opened";
    EXPECT_EQ(opened.error().kind, solder::error_kind::internal);
    EXPECT_FALSE(opened.error().is_public);
    return opened.error().message;
}

TEST(database_open, says_in_one_sentence_why_a_url_cannot_be_used) {
    const sqlite_place place;
    const std::string folder = place.folder().string();
    EXPECT_EQ(why_not(""), "the database URL \"\" is of no known kind; use sqlite:FILE or postgresql://USER@HOST/NAME");
    EXPECT_EQ(why_not("mysql://x"),
              "the database URL \"mysql://x\" is of no known kind; use sqlite:FILE or postgresql://USER@HOST/NAME");
    EXPECT_EQ(why_not("sqlite:"), "the database URL \"sqlite:\" names no file, as in sqlite:projects.db");
    EXPECT_EQ(why_not("sqlite:" + folder + "/none/x.db"),
              "the database sqlite:" + folder + "/none/x.db cannot be used: unable to open database file");
    std::ofstream(folder + "/text.db") << std::string(2000, 'x');
    EXPECT_EQ(why_not("sqlite:" + folder + "/text.db"),
              "the database sqlite:" + folder + "/text.db cannot be used: file is not a database");
}

TEST(database_open, never_tells_the_password) {
    const std::string why = why_not("postgresql://ann:secret@127.0.0.1:1/x?password=secret2");
    EXPECT_TRUE(why.starts_with("the database postgresql://127.0.0.1:1/x cannot be used: ")) << why;
    EXPECT_NE(why.find("onnection refused"), std::string::npos) << why;
    EXPECT_EQ(why.find("secret"), std::string::npos) << why;
    EXPECT_EQ(why.find('\n'), std::string::npos) << why;
}

TEST(database_in_memory, keeps_its_rows_for_all_threads) {
    auto db = database::open("sqlite::memory:");
    ASSERT_TRUE(db) << db.error().message;
    std::thread([&] { EXPECT_TRUE((*db)->add_task(1, "other thread")); }).join();
    EXPECT_EQ((*db)->list_tasks(1)->back().title, "other thread");
}

TEST(seed, is_large_and_awkward_enough_to_show_what_matters) {
    std::string all;
    std::size_t task_count = 0;
    for (const seed_project& p : seed_projects()) {
        EXPECT_GE(p.tasks.size(), 12u) << p.title;
        EXPECT_LE(p.tasks.size(), 18u) << p.title;
        EXPECT_TRUE(std::ranges::any_of(p.tasks, &seed_task::done)) << p.title;
        task_count += p.tasks.size();
        for (const seed_task& t : p.tasks) all += t.title;
    }
    EXPECT_EQ(seed_projects().front().tasks.size(), 12u);
    EXPECT_GE(seed_projects().size(), 8u);
    EXPECT_GE(task_count, 120u);
    for (const char* part : {"<", "&", "\"", "'", "λ", "日本", "ر", "Д", "🎉"})
        EXPECT_NE(all.find(part), std::string::npos) << part;
}

}  // namespace
}  // namespace projects
