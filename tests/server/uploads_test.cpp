#include "../../src/server/upload_sink.hpp"
#include "upload_probe.hpp"
#include "web_fixture.hpp"
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

namespace solder::test {
namespace {

struct picture_form {
    std::string title;
    uploaded_file picture;
};
struct album_form {
    std::vector<uploaded_file> pictures;
    std::optional<uploaded_file> cover;
    bool shared;
};
struct note_form {
    std::string text;
    std::optional<std::int64_t> year;
};

constexpr server_function<"uploads.picture", std::string(std::int64_t, picture_form), writes> add_picture;
constexpr server_function<"uploads.album", std::string(album_form), writes> add_album;
constexpr server_function<"uploads.note", std::string(note_form), writes> add_note;
constexpr server_function<"uploads.read", std::string(note_form)> read_note;

/// What a body is told to do with a picture, and what it saw.
struct seen {
    std::filesystem::path keep_at;
    std::filesystem::path path;
    std::optional<uploaded_file> file;
    task<std::string> (*then)() = nullptr;
    int calls = 0;
};
seen now;

std::string told(const uploaded_file& file) {
    return file.name + " " + file.type + " " + std::to_string(file.size) + ":" + content_of(stored_path(file));
}

task<std::string> take_picture(std::int64_t album, picture_form form) {
    ++now.calls;
    now.file = form.picture;
    now.path = stored_path(form.picture);
    auto text = std::to_string(album) + " " + form.title + " " + told(form.picture);
    if (!now.keep_at.empty()) {
        auto kept = keep_file(form.picture, now.keep_at);
        if (!kept) co_return fail(kept.error());
    }
    if (now.then) co_return co_await now.then();
    co_return text;
}

void define_once() {
    static const bool done = [] {
        add_picture.define(take_picture);
        add_album.define([](const album_form& form) {
            ++now.calls;
            std::string all = form.shared ? "shared" : "own";
            for (const auto& each : form.pictures) all += " [" + told(each) + "]";
            return all + (form.cover ? " cover " + told(*form.cover) : "");
        });
        add_note.define([](const note_form& form) {
            ++now.calls;
            return form.text + " " + std::to_string(form.year.value_or(0));
        });
        read_note.define([](const note_form& form) { return form.text; });
        return true;
    }();
    (void)done;
}

const test_folder* folder_of_all = nullptr;
const test_folder& uploads_folder() {
    if (!folder_of_all) folder_of_all = new test_folder;
    return *folder_of_all;
}

/// A folder on another one than uploads are on; empty when there is none.
std::filesystem::path another_file_system() {
    const std::filesystem::path other = "/dev/shm";
    struct stat here{}, there{};
    const bool are_known = ::stat(other.c_str(), &there) == 0 && ::stat(uploads_folder().path.c_str(), &here) == 0;
    if (!are_known || here.st_dev == there.st_dev || ::access(other.c_str(), W_OK) != 0) return {};
    return other;
}

web_application_options small_uploads() {
    return {.uploads = {.limits = {.file_bytes = 1000,
                                   .request_bytes = 4000,
                                   .files = 3,
                                   .fields = 4,
                                   .field_bytes = 500,
                                   .header_bytes = 300},
                        .folder = uploads_folder().path}};
}

const auto add = action("addPicture", add_picture);

/// Shows what came of a form that was posted before.
view Page() {
    auto adding = use_submission(add);
    return html("<p>{}</p><p>{}</p>", adding.error() ? adding.error()->message : "none",
                adding.input() ? std::get<1>(*adding.input()).title : "none");
}

class uploads : public web_fixture {
protected:
    uploads() : web_fixture(Page, small_uploads()) {
        define_once();
        now = {};
    }
    ~uploads() override {
        now = {};
        EXPECT_EQ(uploads_folder().files(), 0u) << "files are left";
        delete std::exchange(folder_of_all, nullptr);
    }
    static constexpr std::string_view picture = "/_server?id=uploads.picture&args=%5B7%5D";

    static http_request multipart(std::string_view target, std::string body) {
        return post_request(std::string(target), std::string(multipart_type), std::move(body));
    }
    /// As page script posts a form.
    http_response post(std::string_view target, const multipart_text& form) {
        auto request = multipart(target, form.whole());
        request.headers.set("x-solder-build", "");
        return ask(std::move(request));
    }
    static std::string refusal(const http_response& reply) { return std::to_string(reply.status) + " " + text(reply); }
    static std::string refused(unsigned status, std::string_view kind, std::string_view message,
                               std::string_view fields = "") {
        return std::to_string(status) + " {\"kind\":\"" + std::string(kind) + "\",\"message\":\"" +
               std::string(message) + "\"" + std::string(fields) + "}";
    }
    /// What the error says of one field.
    static std::string of_field(std::string_view name, std::string_view message) {
        return ",\"fields\":[{\"field\":\"" + std::string(name) + "\",\"message\":\"" + std::string(message) + "\"}]";
    }
};

TEST_F(uploads, a_function_gets_the_fields_and_the_file_that_lies_on_disk) {
    const auto reply =
        post(picture, multipart_text().field("title", "Cat").file("picture", "/home/ann/cat.txt", "meow"));
    EXPECT_EQ(refusal(reply), "200 \"7 Cat cat.txt text/plain 4:meow\"");
    EXPECT_EQ(header(reply, "x-solder-outcome"), "value");
    EXPECT_TRUE(now.path.filename().string().starts_with("solder-upload-")) << now.path;
}

TEST_F(uploads, the_file_goes_with_the_request_even_when_somebody_still_has_it) {
    post(picture, multipart_text().field("title", "Cat").file("picture", "cat.txt", "meow"));
    ASSERT_TRUE(now.file);
    EXPECT_FALSE(std::filesystem::exists(now.path));
    EXPECT_EQ(stored_path(*now.file), "");
    const auto late = keep_file(*now.file, uploads_folder().path / "late");
    EXPECT_EQ(late.error().message, "cannot keep an uploaded file at " + (uploads_folder().path / "late").string() +
                                        ": it is gone, or kept already");
}

TEST_F(uploads, the_file_goes_when_the_function_fails_or_the_request_is_given_up) {
    const auto form = multipart_text().field("title", "Cat").file("picture", "cat.txt", "meow");
    now.then = []() -> task<std::string> { co_return fail(invalid("No cats.")); };
    EXPECT_EQ(refusal(post(picture, form)), refused(422, "invalid", "No cats."));
    EXPECT_EQ(uploads_folder().files(), 0u);

    now.then = []() -> task<std::string> {
        co_await sleep_for(10s);
        co_return "";
    };
    auto work = begin(multipart(picture, form.whole()), [](http_response) {});
    EXPECT_EQ(uploads_folder().files(), 1u);
    work.reset();
    EXPECT_EQ(uploads_folder().files(), 0u);
}

TEST_F(uploads, a_kept_file_stays_for_its_owner_alone) {
    const test_folder pictures;
    now.keep_at = pictures.path / "1.txt";
    const auto form = multipart_text().field("title", "Cat").file("picture", "cat.txt", "meow");
    EXPECT_EQ(post(picture, form).status, 200u);
    EXPECT_EQ(content_of(now.keep_at), "meow");
    struct stat found{};
    ASSERT_EQ(::stat(now.keep_at.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    EXPECT_EQ(stored_path(*now.file), now.keep_at);
    EXPECT_FALSE(keep_file(*now.file, pictures.path / "2.txt")) << "it is kept once";
}

TEST_F(uploads, keeping_never_replaces_a_file_and_says_why_it_cannot) {
    const test_folder pictures;
    const auto form = multipart_text().field("title", "Cat").file("picture", "cat.txt", "meow");
    const auto log_of = [&](const std::filesystem::path& at) {
        now.keep_at = at;
        ::testing::internal::CaptureStderr();
        EXPECT_EQ(post(picture, form).status, 500u);
        return ::testing::internal::GetCapturedStderr();
    };
    std::ofstream(pictures.path / "1.txt") << "old";
    EXPECT_TRUE(log_of(pictures.path / "1.txt").contains("1.txt: File exists"));
    EXPECT_EQ(content_of(pictures.path / "1.txt"), "old");
    EXPECT_TRUE(log_of(pictures.path / "none" / "1.txt").contains("1.txt: No such file or directory"));
}

TEST_F(uploads, into_another_file_system_it_is_copied_whole_or_not_at_all) {
    const auto other = another_file_system();
    if (other.empty()) GTEST_SKIP() << "there is one file system only";
    now.keep_at = other / uploads_folder().path.filename();
    const auto form = multipart_text().field("title", "Cat").file("picture", "cat.txt", std::string(900, 'm'));
    EXPECT_EQ(post(picture, form).status, 200u);
    EXPECT_EQ(content_of(now.keep_at), std::string(900, 'm'));
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(post(picture, form).status, 500u) << "it is there already";
    EXPECT_TRUE(::testing::internal::GetCapturedStderr().contains("File exists"));
    std::filesystem::remove(now.keep_at);
    for (const auto& left : std::filesystem::directory_iterator(other))
        EXPECT_FALSE(left.path().filename().string().starts_with("solder-upload-")) << left.path();
}

TEST_F(uploads, a_file_that_cannot_be_read_any_more_leaves_no_copy) {
    if (another_file_system().empty()) GTEST_SKIP() << "there is one file system only";
    const test_folder other(another_file_system());
    const auto file = detail::temporary_file::make(uploads_folder().path);
    ASSERT_EQ(file->close(), 0);
    std::filesystem::remove(file->path());
    std::filesystem::create_symlink("nowhere", file->path());
    EXPECT_EQ(file->keep(other.path / "kept"), ENOENT);
    EXPECT_EQ(other.files(), 0u);
}

TEST_F(uploads, vectors_take_all_files_and_optionals_may_have_none) {
    constexpr std::string_view album = "/_server?id=uploads.album";
    EXPECT_EQ(refusal(post(album, multipart_text()
                                      .file("pictures", "1", "a")
                                      .file("pictures", "2", "")
                                      .file("cover", "3", "c", "")
                                      .field("shared", "on"))),
              R"(200 "shared [1 text/plain 1:a] [2 text/plain 0:] cover 3 application/octet-stream 1:c")");
    EXPECT_EQ(refusal(post(album, multipart_text().file("pictures", "", "").file("cover", "", ""))), R"(200 "own")");
    EXPECT_EQ(refusal(post(album, multipart_text())), R"(200 "own")");
}

TEST_F(uploads, a_file_that_has_to_be_there_is_named_when_it_is_not) {
    const auto missing = refused(422, "invalid", "picture: Is missing.", of_field("picture", "Is missing."));
    EXPECT_EQ(refusal(post(picture, multipart_text().field("title", "x"))), missing);
    EXPECT_EQ(refusal(post(picture, multipart_text().field("title", "x").file("picture", "", ""))), missing);
    EXPECT_EQ(refusal(post(picture, multipart_text().field("title", "x").field("picture", "cat.png"))),
              refused(422, "invalid", R"(picture: Expected a file, in a form with enctype=\"multipart/form-data\".)",
                      of_field("picture", R"(Expected a file, in a form with enctype=\"multipart/form-data\".)")));
    EXPECT_EQ(now.calls, 0);
}

TEST_F(uploads, a_form_without_files_is_the_same_in_both_encodings) {
    constexpr std::string_view note = "/_server?id=uploads.note";
    EXPECT_EQ(refusal(post(note, multipart_text().field("text", "a+b\r\n\xC3\xA9").field("year", "7"))),
              "200 \"a+b\\r\\n\xC3\xA9 7\"");
    EXPECT_EQ(refusal(post(note, multipart_text().field("text", "x").file("year", "", "").field("other", "y"))),
              "200 \"x 0\"");
    EXPECT_EQ(refusal(post(note, multipart_text().field("text", "x").field("year", "y"))),
              refused(422, "invalid", "year: Expected a whole number.", of_field("year", "Expected a whole number.")));
}

TEST_F(uploads, what_does_not_fit_is_refused_and_named) {
    const auto cat = [] { return multipart_text().field("title", "Cat"); };
    const auto bad = [&](std::string_view words) { return refused(400, "bad_request", words); };
    EXPECT_EQ(refusal(post("/_server?id=uploads.note", multipart_text().file("text", "a", "b"))),
              bad(R"(field \"text\": takes no file)"));
    EXPECT_EQ(refusal(post(picture, cat().file("title", "a", "b"))), bad(R"(field \"title\": takes no file)"));
    EXPECT_EQ(refusal(post(picture, cat().file("picture", "", "b"))),
              bad(R"(field \"picture\": a file without a name)"));
    EXPECT_EQ(refusal(post(picture, multipart_text().field("title", "\xFF"))), bad(R"(field \"title\": not UTF-8)"));
    EXPECT_EQ(refusal(post(picture, multipart_text().field("\xFF", "x"))),
              bad("form: the name of a field is not UTF-8"));
    EXPECT_EQ(refusal(ask(multipart(picture, cat().body))), bad("form: it ends before its end"));
    EXPECT_EQ(refusal(ask(multipart(picture, ""))), bad("form: it ends before its end"));
    EXPECT_EQ(refusal(ask(post_request(std::string(picture), "multipart/form-data", cat().whole()))),
              bad("form: its type names no boundary"));
    EXPECT_EQ(refusal(call(std::string(picture), R"([7,{"title":"x","picture":null}])")),
              bad("a form carries the arguments of this function: multipart/form-data, not JSON"));
    EXPECT_EQ(refusal(ask(multipart("/_server?id=uploads.picture&args=%5B%22x%22%5D",
                                    cat().file("picture", "a", "b").whole()))),
              bad("argument 1: expected a whole number from -9223372036854775808 to 9223372036854775807"));
    EXPECT_EQ(now.calls, 0);
}

TEST_F(uploads, each_limit_is_kept_to_the_byte_and_named) {
    const auto cat = [] { return multipart_text().field("title", "Cat"); };
    const auto large = [&](std::string_view words, std::string_view fields = "") {
        return refused(413, "invalid", words, fields);
    };
    EXPECT_EQ(post(picture, cat().file("picture", "a", std::string(1000, 'x'))).status, 200u);
    EXPECT_EQ(refusal(post(picture, cat().file("picture", "a", std::string(1001, 'x')))),
              large("picture: Larger than 1000 bytes.", of_field("picture", "Larger than 1000 bytes.")));
    EXPECT_EQ(post("/_server?id=uploads.note", multipart_text().field("text", std::string(600, 'x'))).status, 200u)
        << "a form without files is limited as other arguments are";
    EXPECT_EQ(refusal(post(picture, multipart_text().field("title", std::string(501, 'x')))),
              large("title: Larger than 500 bytes.", of_field("title", "Larger than 500 bytes.")));
    EXPECT_EQ(refusal(post(picture, multipart_text().field("title", std::string(500, 'x')))),
              refused(422, "invalid", "picture: Is missing.", of_field("picture", "Is missing.")));
    auto many = multipart_text();
    for (int i = 0; i < 4; ++i) many.field("f" + std::to_string(i), "");
    EXPECT_EQ(post("/_server?id=uploads.album", many).status, 200u);
    EXPECT_EQ(refusal(post("/_server?id=uploads.album", many.field("g", ""))), large("form: more than 4 fields"));
    auto files = multipart_text();
    for (int i = 0; i < 3; ++i) files.file("pictures", "a", "");
    EXPECT_EQ(post("/_server?id=uploads.album", files).status, 200u);
    EXPECT_EQ(refusal(post("/_server?id=uploads.album", files.file("pictures", "a", ""))),
              large("form: more than 3 files"));
    EXPECT_EQ(refusal(post(picture, multipart_text().field(std::string(300, 'n'), ""))),
              large("form: the header of a part is larger than 300 bytes"));
}

TEST_F(uploads, all_together_is_limited_too) {
    auto form = multipart_text();
    for (int i = 0; i < 3; ++i) form.file("pictures", "a", std::string(1000, 'x'));
    form.field("f", std::string(500, 'x'));
    auto exact = form.whole();
    exact.append(4000 - exact.size(), ' ');
    EXPECT_EQ(ask(multipart("/_server?id=uploads.album", exact)).status, 302u);
    EXPECT_EQ(refusal(ask(multipart("/_server?id=uploads.album", exact + " "))),
              refused(413, "invalid", "form: larger than 4000 bytes"));
    EXPECT_EQ(refusal(ask(multipart("/_server?id=uploads.note", std::string(1048577, 'x')))),
              refused(413, "invalid", "form: larger than 1 MiB"));
}

TEST_F(uploads, without_script_the_page_shows_what_was_wrong_and_fields_come_back) {
    const auto form = multipart_text().field("title", "Cat").file("picture", "a", std::string(1001, 'x'));
    auto request = multipart(picture, form.whole());
    request.headers.set("Accept", "text/html,*/*");
    const auto reply = ask(std::move(request));
    EXPECT_EQ(reply.status, 302u);
    EXPECT_EQ(header(reply, "Location"), "/page?a=b");
    EXPECT_TRUE(text(get("/page", cookie_pair(reply, "solder-flash")))
                    .contains("<p>picture: Larger than 1000 bytes.</p><p></p>"));

    now.then = []() -> task<std::string> { co_return fail(invalid("No cats.")); };
    const auto fine = multipart_text().field("title", "Cat").file("picture", "a", "x");
    const auto refused = ask(multipart(picture, fine.whole()));
    EXPECT_EQ(refused.status, 302u);
    EXPECT_TRUE(text(get("/page", cookie_pair(refused, "solder-flash"))).contains("<p>No cats.</p><p>Cat</p>"));
}

TEST_F(uploads, a_folder_that_cannot_be_written_is_500_with_an_id_that_the_log_has_too) {
    const auto gone = uploads_folder().path;
    std::filesystem::remove(gone);
    ::testing::internal::CaptureStderr();
    const auto reply = post(picture, multipart_text().field("title", "Cat").file("picture", "a", "x"));
    const auto log = ::testing::internal::GetCapturedStderr();
    std::filesystem::create_directory(gone);
    EXPECT_EQ(log.substr(18), " in uploads.picture: internal: cannot write an upload in " + gone.string() +
                                  ": No such file or directory\n");
    EXPECT_EQ(refusal(reply),
              refused(500, "internal", "Something went wrong on the server. (" + log.substr(6, 12) + ")"));
    EXPECT_EQ(now.calls, 0);
}

TEST_F(uploads, a_disk_that_fails_while_a_file_is_written_is_told_the_same_way) {
    const rlimit small{.rlim_cur = 100, .rlim_max = RLIM_INFINITY};
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    auto request =
        multipart(picture, multipart_text().field("title", "x").file("picture", "a", std::string(900, 'x')).whole());
    request.headers.set("x-solder-build", "");
    auto [path, query] = split_target(request.target);
    request.path = path;
    request.query = query;
    ::setrlimit(RLIMIT_FSIZE, &small);
    auto choice = app_.choose_body(request);
    const bool was_written = choice.sink->write(request.body);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_FALSE(was_written);
    EXPECT_EQ(uploads_folder().files(), 0u);
    choice.sink->finish(request);
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(ask(std::move(request)).status, 500u);
    EXPECT_TRUE(::testing::internal::GetCapturedStderr().contains(": File too large"));
    EXPECT_EQ(now.calls, 0);
    EXPECT_EQ(detail::disk_status(ENOSPC), 507u);
    EXPECT_EQ(detail::disk_status(EDQUOT), 507u);
    EXPECT_EQ(detail::disk_status(EACCES), 500u);
}

TEST_F(uploads, serve_does_not_start_with_a_folder_that_cannot_be_written) {
    const auto none = uploads_folder().path / "none";
    const auto options = detail::options_from_environment("", {.uploads = {.folder = none}});
    EXPECT_EQ(options.error().message, "uploads.folder: " + none.string() + ": No such file or directory");
}

/// Sets a variable of the environment as long as it lives.
struct with_environment {
    const char* name;
    std::optional<std::string> before;

    with_environment(const char* n, const char* value) : name(n) {
        if (const char* set = std::getenv(n)) before = set;
        ::setenv(n, value, 1);
    }
    ~with_environment() { before ? ::setenv(name, before->c_str(), 1) : ::unsetenv(name); }
};

TEST_F(uploads, serve_does_not_start_without_a_folder_for_temporary_files) {
    const auto start_with = [](upload_options uploads) {
        return detail::options_from_environment(
            "", {.keys = sealing_keys::from_text(std::string(64, '4')).value(), .uploads = std::move(uploads)});
    };
    EXPECT_EQ(start_with({}).value().application.uploads.folder, std::filesystem::temp_directory_path());
    const with_environment broken("TMPDIR", "/nowhere/at/all");
    const auto refused = start_with({});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().message.starts_with("uploads.folder: the folder for temporary files (TMPDIR): "));
    EXPECT_EQ(start_with({.folder = uploads_folder().path}).value().application.uploads.folder, uploads_folder().path);
}

TEST_F(uploads, without_a_folder_nothing_is_written_into_the_working_directory) {
    const test_folder working;
    const auto before = std::filesystem::current_path();
    const with_environment broken("TMPDIR", "/nowhere/at/all");
    app_ = web_application({.root = Page}, static_files());
    std::filesystem::current_path(working.path);
    ::testing::internal::CaptureStderr();
    const auto reply = post(picture, multipart_text().field("title", "Cat").file("picture", "a", "x"));
    const auto log = ::testing::internal::GetCapturedStderr();
    std::filesystem::current_path(before);
    EXPECT_EQ(reply.status, 500u);
    EXPECT_TRUE(log.contains("cannot write an upload")) << log;
    EXPECT_EQ(now.calls, 0);
    EXPECT_EQ(working.files(), 0u);
}

TEST(size_in_words, is_short_where_it_can_be) {
    EXPECT_EQ(detail::size_in_words(64 * 1024 * 1024), "64 MiB");
    EXPECT_EQ(detail::size_in_words(256 * 1024), "256 KiB");
    EXPECT_EQ(detail::size_in_words(1000), "1000 bytes");
    EXPECT_EQ(detail::size_in_words(0), "0 bytes");
}

body_choice chosen(const web_application& app, http_request head) {
    auto [path, query] = split_target(head.target);
    head.path = path;
    head.query = query;
    return app.choose_body(head);
}

TEST_F(uploads, a_body_that_has_no_chance_is_not_read) {
    const auto head = [&](auto change) {
        auto request = multipart(picture, "");
        change(request);
        const auto choice = chosen(app_, std::move(request));
        return std::string(choice.is_wanted ? "wanted" : "refused") + (choice.sink ? ", streamed" : "");
    };
    EXPECT_EQ(head([](auto&) {}), "wanted, streamed");
    EXPECT_EQ(head([](auto& r) { r.headers.set("Content-Length", "4000"); }), "wanted, streamed");
    EXPECT_EQ(head([](auto& r) { r.headers.set("Content-Length", "4001"); }), "refused");
    EXPECT_EQ(head([](auto& r) { r.headers.set("Origin", "http://elsewhere"); }), "refused");
    EXPECT_EQ(head([](auto& r) { r.headers.set("x-solder-build", "other"); }), "refused");
    EXPECT_EQ(head([](auto& r) { r.target = "/_server?id=none"; }), "refused");
    EXPECT_EQ(head([](auto& r) { r.target = "/_server?id=uploads.read"; }), "refused");
    EXPECT_EQ(head([](auto& r) { r.headers.set("Content-Type", "multipart/form-data"); }), "refused");
    EXPECT_EQ(head([](auto& r) { r.headers.set("Content-Type", "application/json"); }), "wanted");
    const web_application elsewhere({}, {}, {.allowed_hosts = {"elsewhere"}});
    EXPECT_FALSE(chosen(elsewhere, multipart(picture, "")).is_wanted);
    EXPECT_EQ(head([](auto& r) { r.target = "/page"; }), "wanted");
}

TEST_F(uploads, the_arguments_are_those_that_the_body_makes_wherever_it_is_cut) {
    const auto body = multipart_text().field("title", "Cat").file("picture", "a", "x\r\n--xY\r\n-").whole();
    for (std::size_t pieces = 1; pieces <= body.size(); pieces += pieces < 20 ? 1 : 37) {
        auto request = multipart(picture, "");
        request.path = "/_server";
        request.query = "id=uploads.picture&args=%5B7%5D";
        auto choice = app_.choose_body(request);
        ASSERT_TRUE(choice.sink);
        for (std::size_t at = 0; at < body.size(); at += pieces)
            EXPECT_TRUE(choice.sink->write(body.substr(at, pieces)));
        choice.sink->finish(request);
        request.headers.set("x-solder-build", "");
        EXPECT_EQ(text(ask(std::move(request))), "\"7 Cat a text/plain 10:x\\r\\n--xY\\r\\n-\"") << pieces;
    }
}

TEST_F(uploads, a_sink_that_is_dropped_leaves_no_file) {
    auto request = multipart(picture, "");
    auto choice = chosen(app_, request);
    const auto body = multipart_text().file("picture", "a", std::string(900, 'x')).file("picture", "b", "y").body;
    EXPECT_TRUE(choice.sink->write(body.substr(0, body.size() - 1)));
    EXPECT_EQ(uploads_folder().files(), 2u);
    choice.sink.reset();
    EXPECT_EQ(uploads_folder().files(), 0u);
}

}  // namespace
}  // namespace solder::test
