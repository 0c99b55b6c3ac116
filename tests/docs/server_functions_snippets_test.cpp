// The code of docs/server-functions.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include "../server/upload_probe.hpp"
#include "../server/web_fixture.hpp"
#include <atomic>
#include <solder/core/thread_pool.hpp>

namespace {

using solder::html;
using solder::view;

struct note {
    std::int64_t id;
    std::string text;
};
struct note_form {
    std::string text;
    std::optional<int> priority;
};

// In a header of both sides:
inline constexpr solder::server_function<"notes.list", std::vector<note>(std::int64_t)> list_notes;
inline constexpr solder::server_function<"notes.add", note(std::int64_t, note_form), solder::writes> add_note;

// In a source of the server:
std::vector<note> all_notes;

void define_notes() {
    list_notes.define([](std::int64_t above) {
        std::vector<note> found;
        for (const auto& each : all_notes)
            if (each.id > above) found.push_back(each);
        return found;
    });
    add_note.define([](std::int64_t id, const note_form& form) -> solder::result<note> {
        if (form.text.empty()) return solder::fail(solder::invalid("Please write something."));
        all_notes.push_back({id, form.text});
        return all_notes.back();
    });
}

const auto get_notes = solder::query("notes", list_notes);
const auto add = solder::action("addNote", add_note);

/// Stands for a database across the network.
struct word_library {
    std::int64_t count_words(std::int64_t book) const { return book * 1000; }
};
constexpr solder::server_function<"words.count", std::int64_t(std::int64_t)> count_words;

void define_what_blocks(const word_library& library) {
    count_words.define(solder::blocking([&library](std::int64_t book) { return library.count_words(book); }));
}

TEST(server_functions_page, a_body_may_block) {
    solder::manual_environment env;
    const word_library library;
    define_what_blocks(library);
    std::int64_t seen = 0;
    auto running =
        solder::start(count_words(7), [&](solder::result<std::int64_t> words) { seen = words.value_or(-1); });
    EXPECT_EQ(seen, 0);
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(seen, 7000);
}

constexpr solder::server_function<"notes.count", std::int64_t()> count_notes;
constexpr solder::server_function<"theme.set", void(std::string), solder::writes> set_theme;

void define_more() {
    count_notes.define([] {
        if (auto* event = solder::use_request()) event->headers.set("Cache-Control", "private, max-age=60");
        return std::ssize(all_notes);
    });
    set_theme.define([](const std::string& theme) -> solder::result<void> {
        if (theme == "plain") return solder::fail(solder::redirect("/plain"));
        return solder::set_cookie("theme", theme, {.keep_for = std::chrono::days(365)});
    });
}

// clang-format off
struct picture_form {
    std::string title;
    solder::uploaded_file picture;
};
inline constexpr solder::server_function<"pictures.add", void(picture_form), solder::writes> add_picture_function;
inline const auto add_picture = solder::action("addPicture", add_picture_function);

view AddPicture() {
    auto adding = solder::use_submission(add_picture);
    return html(R"(<form method="post" enctype="multipart/form-data" action={}>
  <input name="title"><input type="file" name="picture"><button disabled={}>Add</button><p>{}</p>
</form>)",
                add_picture, [=] { return adding.pending(); },
                [=] { return adding.error() ? adding.error()->message : ""; });
}
// clang-format on

std::atomic<int> last_picture = 0;

void define_pictures(const std::filesystem::path& folder) {
    add_picture_function.define([folder](const picture_form& form) -> solder::result<void> {
        if (form.picture.type != "image/png") return solder::fail(solder::invalid("PNG pictures only, please."));
        return solder::keep_file(form.picture, folder / (std::to_string(++last_picture) + ".png"));
    });
}

// clang-format off
solder::web_application_options options{.uploads = {.limits = {.file_bytes = 200 * 1024 * 1024,
                                                               .request_bytes = 500 * 1024 * 1024},
                                                    .folder = "/srv/pictures/incoming"}};
// clang-format on

view Notes() {
    auto notes = solder::create_async([] { return get_notes(0); });
    return html(
        "<form method=\"post\" action={}></form>{}{}", add.with(2), [=] { return notes() ? notes()->size() : 0; },
        AddPicture());
}

class server_functions_docs : public solder::test::web_fixture {
protected:
    server_functions_docs() : web_fixture(Notes) {
        static const bool defined = [] {
            define_notes();
            define_more();
            return true;
        }();
        (void)defined;
        all_notes = {{1, "Water the plants"}};
    }
};

TEST_F(server_functions_docs, both_ways_of_calling_reach_the_same_body) {
    EXPECT_EQ(text(get("/_server?id=notes.list&args=%5B0%5D")), R"([{"id":1,"text":"Water the plants"}])");
    EXPECT_EQ(text(call("/_server?id=notes.add", R"([2,{"text":"x"}])")), R"({"id":2,"text":"x"})");
    EXPECT_EQ(post_form("/_server?id=notes.add&args=%5B3%5D", "text=y").status, 302u);
    EXPECT_EQ(all_notes.size(), 3u);
    EXPECT_EQ(call("/_server?id=notes.add", R"([2,{"text":""}])").status, 422u);
    EXPECT_TRUE(text(get("/")).contains("action=\"/_server?id=notes.add&amp;args=%5B2%5D\"></form>"));
}

TEST_F(server_functions_docs, headers_cookies_and_redirects_reach_the_browser) {
    EXPECT_EQ(header(get("/_server?id=notes.count"), "Cache-Control"), "private, max-age=60");
    EXPECT_EQ(cookie_pair(call("/_server?id=theme.set", R"(["dark"])"), "theme"), "theme=dark");
    EXPECT_EQ(header(call("/_server?id=theme.set", R"(["plain"])"), "x-solder-location"), "/plain");
}

TEST_F(server_functions_docs, a_picture_is_kept_where_the_function_says) {
    const solder::test::test_folder folder;
    define_pictures(folder.path);
    const auto send = [&](std::string_view type) {
        auto form = solder::test::multipart_text().field("title", "Cat").file("picture", "cat.png", "PNG", type);
        auto request =
            post_request("/_server?id=pictures.add", std::string(solder::test::multipart_type), form.whole());
        request.headers.set("x-solder-build", "");
        return text(ask(std::move(request)));
    };
    EXPECT_EQ(send("image/gif"), R"({"kind":"invalid","message":"PNG pictures only, please."})");
    EXPECT_EQ(folder.files(), 0u);
    EXPECT_EQ(send("image/png"), "null");
    EXPECT_EQ(solder::test::content_of(folder.path / "1.png"), "PNG");
    EXPECT_EQ(options.uploads.limits.file_bytes, 209'715'200u);
}

}  // namespace
