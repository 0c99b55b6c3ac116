// The code of docs/actions.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/query.hpp>
#include <solder/reactive/map_list.hpp>

namespace {

struct note {
    int id;
    std::string text;
};
struct note_form {
    std::string text;
};

std::vector<note> notes;

const auto get_notes = solder::query("notes", [] { return notes; });

const auto add_note = solder::action("addNote", [](note_form form) -> solder::result<note> {
    if (form.text.empty()) return solder::fail(solder::invalid("Please write something."));
    notes.push_back({static_cast<int>(notes.size()) + 1, form.text});
    return notes.back();
});

struct booking {
    std::string name;
    int guests;
};

const auto book = solder::action("book", [](booking asked) -> solder::result<int> {
    std::vector<solder::field_error> wrong;
    if (asked.name.empty()) wrong.push_back({"name", "Who is coming?"});
    if (asked.guests > 8) wrong.push_back({"guests", "Our tables have eight seats."});
    if (!wrong.empty()) return solder::fail(solder::invalid("Please look at what is marked.", wrong));
    return asked.guests;
});

const auto rename_note = solder::action("renameNote", [](int id, note_form form) {
    for (auto& each : notes)
        if (each.id == id) each.text = form.text;
});

std::string address_of_form(int id) { return rename_note.with(id).url(); }

const auto delete_note = solder::action("deleteNote", [](int id) {
    std::erase_if(notes, [id](const note& each) { return each.id == id; });
    return solder::redirect("/notes", {.revalidate = get_notes.key()});
});

const auto copy_note = solder::action("copyNote", [](int id) -> solder::task<note> {
    for (const auto& each : notes)
        if (each.id == id) co_return solder::json(each, {.revalidate = {}});
    co_return solder::fail(solder::not_found("There is no such note."));
});

std::string advice(const solder::error& failed) {
    if (failed.kind == solder::error_kind::unreachable) return "You seem to be offline. Try again.";
    if (failed.kind == solder::error_kind::unknown_outcome) return "It may have been saved: please look.";
    return failed.is_public ? failed.message : "Something went wrong.";
}

// clang-format off
const auto shout_note = solder::action(
    "shoutNote",
    [](int id) -> solder::task<int> {
        co_await solder::sleep_for(std::chrono::milliseconds(50));
        for (auto& each : notes)
            if (each.id == id) each.text += "!";
        if (id > 99) co_return solder::fail(solder::not_found("There is no such note."));
        co_return id;
    },
    {.optimistic = [](int id) {
        get_notes.entry().lay([id](std::vector<note>& all) {
            for (auto& each : all)
                if (each.id == id) each.text += "!";
        });
    }});

std::vector<std::string> log;

const auto save_all = solder::action("saveAll", [](int attempt) { return attempt; },
                                     {.on_complete = [](const auto& done) {
                                         if (done.error() && done.error()->kind == solder::error_kind::unreachable)
                                             done.retry();
                                         else
                                             log.push_back("saved");
                                     }});
// clang-format on

class actions_page : public ::testing::Test {
protected:
    actions_page() {
        notes.clear();
        solder::set_page_query_cache(&cache_);
        solder::set_page_submissions(&submissions_);
    }
    ~actions_page() override {
        solder::set_page_query_cache(nullptr);
        solder::set_page_submissions(nullptr);
    }

    solder::manual_environment time_;
    solder::query_cache cache_;
    solder::submission_list submissions_;
    solder::scoped_root root_;
};

TEST_F(actions_page, a_first_action) {
    root_.run([&] {
        auto shown = solder::create_async([] { return get_notes(); });
        auto add = solder::use_action(add_note);
        add(note_form{"buy milk"});
        time_.run();
        EXPECT_EQ(shown()->at(0).text, "buy milk");
    });
}

TEST_F(actions_page, forms) {
    notes = {{7, "old"}};
    EXPECT_EQ(address_of_form(7), "https://action/renameNote?args=%5B7%5D");
    EXPECT_TRUE(solder::submit_form(address_of_form(7), {{"text", "new"}}));
    time_.run();
    EXPECT_EQ(notes[0].text, "new");
}

TEST_F(actions_page, messages_beside_fields) {
    root_.run([&] {
        auto booked = solder::use_submission(book);
        auto beside_guests = [=] { return booked.message_for("guests"); };
        auto is_wrong = [=] { return !booked.message_for("guests").empty(); };
        book.start(booking{"Ann", 9});
        time_.run();
        EXPECT_EQ(beside_guests(), "Our tables have eight seats.");
        EXPECT_TRUE(is_wrong());
        EXPECT_EQ(booked.message_for("name"), "");
        EXPECT_TRUE(solder::submit_form("https://action/book", {{"name", "Ann"}, {"guests", "many"}}));
        time_.run();
        EXPECT_EQ(beside_guests(), "Expected a whole number.");
    });
}

TEST_F(actions_page, submissions) {
    root_.run([&] {
        auto adding = solder::use_submission(add_note);
        auto is_disabled = [=] { return adding.pending(); };
        auto message = [=] { return adding.error() ? adding.error()->message : ""; };
        auto typed = [=] { return adding.input() ? std::get<0>(*adding.input()).text : ""; };
        auto of_row = [](int id) {
            return solder::use_submission(rename_note, [id](const auto& input) { return std::get<0>(input) == id; });
        };
        auto coming =
            solder::use_submissions(add_note, [](const auto& input) { return !std::get<0>(input).text.empty(); });
        auto rows = solder::map_list(coming, [](const solder::submission_of<decltype(add_note)>& each) {
            return (each.pending() ? "adding " : "added ") + std::get<0>(*each.input()).text;
        });
        add_note.start(note_form{""});
        add_note.start(note_form{"buy milk"});
        rename_note.start(1, note_form{"buy bread"});
        EXPECT_FALSE(of_row(2).input());
        time_.run();
        EXPECT_FALSE(is_disabled());
        EXPECT_EQ(message(), "");
        EXPECT_EQ(typed(), "buy milk");
        EXPECT_EQ(rows().size(), 1u);
        adding.clear();
        EXPECT_EQ(message(), "Please write something.");
    });
}

TEST_F(actions_page, optimistic) {
    notes = {{7, "hello"}};
    root_.run([&] {
        auto shown = solder::create_async([] { return get_notes(); });
        auto text = [&] { return shown()->at(0).text; };
        shout_note.start(7);
        EXPECT_EQ(text(), "hello!");
        notes[0].text = "hello you";
        time_.advance(std::chrono::milliseconds(50));
        EXPECT_EQ(text(), "hello you!");
        notes.push_back({100, "far"});
        shout_note.start(100);
        time_.advance(std::chrono::milliseconds(50));
        EXPECT_EQ(solder::use_submission(shout_note).error()->message, "There is no such note.");
    });
}

TEST_F(actions_page, answers) {
    notes = {{7, "old"}};
    root_.run([&] {
        auto copying = solder::use_submission(copy_note);
        copy_note.start(7);
        time_.run();
        EXPECT_EQ(copying.result()->text, "old");
        copy_note.start(8);
        delete_note.start(7);
        time_.run();
        EXPECT_EQ(copying.error()->message, "There is no such note.");
        EXPECT_TRUE(notes.empty());
    });
}

TEST_F(actions_page, errors) {
    EXPECT_EQ(advice(solder::unknown_outcome()), "It may have been saved: please look.");
    EXPECT_EQ(advice(solder::invalid("No.")), "No.");
    EXPECT_EQ(advice(solder::error{"secret"}), "Something went wrong.");
    EXPECT_EQ(advice({"away", solder::error_kind::unreachable}), "You seem to be offline. Try again.");
}

TEST_F(actions_page, on_complete) {
    save_all.start(1);
    time_.run();
    EXPECT_EQ(log, std::vector<std::string>{"saved"});
}

}  // namespace
