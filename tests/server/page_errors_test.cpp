// What a page shows of failures, and what the log and the error hook get of them.
#include "web_fixture.hpp"
#include <regex>

namespace solder::test {
namespace {

constexpr server_function<"errors.read", int(std::string)> read_body;
constexpr server_function<"errors.write", int(std::string), writes> write_body;

result<int> fail_as(std::string_view how) {
    if (how == "private") return fail("the password is 1234");
    if (how == "public") return fail(not_found("No such thing."));
    if (how == "away") return fail(redirect("/login"));
    return 1;
}
void define_once() {
    static const bool done = [] {
        read_body.define([](std::string_view how) { return fail_as(how); });
        write_body.define([](std::string_view how) { return fail_as(how); });
        return true;
    }();
    (void)done;
}

const auto write_it = action("errors.write", write_body);
const auto get_it = query("errors.get", read_body);

view shown(async_value<int> value) {
    return html("<b>{}</b>", [value] { return value() ? *value() : 0; });
}
template <class Content>
view guarded(Content content) {
    return ErrorBoundary(
        [](const error& e, auto) { return html("<i>{}</i>", std::string(to_string(e.kind)) + ": " + e.message); },
        content);
}
/// `/guarded/private`: a query that fails privately, read three times inside boundaries; and so on.
view App() {
    auto read_one = [](std::string_view how) { return create_async([how = std::string(how)] { return get_it(how); }); };
    auto& target = use_request()->request.path;
    if (use_request()->request.query == "kept") use_request()->headers.set("Cache-Control", "public, max-age=3600");
    auto slash = target.rfind('/');
    auto how = target.substr(slash + 1);
    if (target == "/left") return html("<p>{}</p>", use_submission(write_it).error().value_or(error{"none"}).message);
    if (target.starts_with("/guarded"))
        return html("<p>{}{}{}</p>", guarded([=] { return shown(read_one(how)); }),
                    guarded([=] { return shown(read_one(how)); }), guarded([=] { return shown(read_one(how)); }));
    if (target.starts_with("/call"))
        return html("<p>{}</p>",
                    guarded([=] { return shown(create_async([how = std::string(how)] { return read_body(how); })); }));
    if (target.starts_with("/raised"))
        return html("<p>{}</p>", guarded([=] {
                        return html("<b>{}</b>", [=] {
                            raise_error({fail_as(how).error(), {}});
                            return "";
                        });
                    }));
    return html("<p>{}</p>", shown(read_one(how)));
}

/// What the hook was told, and what it gives.
struct told {
    std::vector<std::string> reports;
    std::optional<error> instead;
    bool throws = false;
};
told hook;

std::optional<error> on_error(const reported_error& of) {
    hook.reports.push_back(std::string(of.where) + ": " + of.what.message + (of.id.empty() ? "" : " (id)"));
    if (hook.throws) throw std::runtime_error("no");
    return hook.instead;
}

class page_errors : public web_fixture {
protected:
    page_errors() : web_fixture(App, {.on_error = on_error}) {
        define_once();
        hook = {};
    }
    /// The page with ids as "id", and without the document around it.
    std::string page(std::string target, unsigned status = 200, std::string cookies = {}) {
        ::testing::internal::CaptureStderr();
        auto reply = get(std::move(target), std::move(cookies));
        log_ = ::testing::internal::GetCapturedStderr();
        EXPECT_EQ(reply.status, status);
        auto all = text(reply);
        auto start = all.find("<div id=\"solder-app\">");
        if (start != std::string::npos) all = all.substr(start + 21, all.find("</div>") - start - 21);
        return without_ids(all);
    }
    static std::string without_ids(const std::string& in) {
        return std::regex_replace(in, std::regex("[0-9a-f]{12}"), "id");
    }

    std::string log_;
};

constexpr auto neutral = "internal: Something went wrong on the server. (id)";
std::string hole(std::string text) { return "<!--[--><!--!--><i>" + std::move(text) + "</i><!--]-->"; }

TEST_F(page_errors, what_is_private_is_logged_once_and_shown_as_its_id) {  // V9
    EXPECT_EQ(page("/guarded/private"), "<p>" + hole(neutral) + hole(neutral) + hole(neutral) + "</p>");
    EXPECT_EQ(without_ids(log_),
              "error id in /guarded/private: errors.get[\"private\"]: internal: the password is 1234\n");
    EXPECT_EQ(hook.reports,
              std::vector<std::string>{"/guarded/private: errors.get[\"private\"]: the password is 1234 (id)"});
}

TEST_F(page_errors, the_id_on_the_page_is_that_of_the_log) {
    ::testing::internal::CaptureStderr();
    auto shown_page = text(get("/guarded/private"));
    auto log = ::testing::internal::GetCapturedStderr();
    auto id = log.substr(6, 12);
    EXPECT_TRUE(shown_page.contains("Something went wrong on the server. (" + id + ")"));
    EXPECT_FALSE(shown_page.contains("1234"));
}

TEST_F(page_errors, a_call_and_what_a_component_raises_are_as_a_query) {
    for (const auto* way : {"/call/private", "/raised/private"}) {
        EXPECT_EQ(page(way), "<p><!--!--><i>" + std::string(neutral) + "</i></p>");
        EXPECT_TRUE(log_.contains("the password is 1234")) << way;
        EXPECT_EQ(hook.reports.size(), 1u) << way;
        hook = {};
    }
}

TEST_F(page_errors, what_is_public_is_shown_and_not_logged) {
    EXPECT_EQ(page("/call/public"), "<p><!--!--><i>not_found: No such thing.</i></p>");
    EXPECT_EQ(log_, "");
    EXPECT_EQ(hook.reports, std::vector<std::string>{"/call/public: errors.read()[\"public\"]: No such thing."});
}

TEST_F(page_errors, outside_of_any_boundary_the_page_has_the_status_and_the_id) {
    auto failed = page("/private", 500);
    EXPECT_TRUE(failed.contains("<h1>Something went wrong</h1><p>Something went wrong on the server. (id)</p>"))
        << failed;
    EXPECT_FALSE(failed.contains("1234"));
    EXPECT_EQ(hook.reports.size(), 1u);
    EXPECT_TRUE(page("/public", 404).contains("<h1>That did not work</h1><p>No such thing.</p>"));
}

TEST_F(page_errors, no_cache_keeps_a_page_that_shows_a_failure) {
    ::testing::internal::CaptureStderr();
    for (const auto* way : {"/guarded/private", "/guarded/public", "/call/private", "/raised/private", "/raised/public",
                            "/private", "/public"})
        EXPECT_EQ(headers(get(std::string(way) + "?kept"), "Cache-Control"), "private, no-cache") << way;
    for (const auto* way : {"/guarded/good", "/call/good", "/good"})
        EXPECT_EQ(headers(get(std::string(way) + "?kept"), "Cache-Control"), "public, max-age=3600") << way;
    (void)::testing::internal::GetCapturedStderr();
}

TEST_F(page_errors, Q20_a_query_inside_boundaries_that_leads_elsewhere_takes_the_page_there) {
    for (const auto* way : {"/guarded/away", "/call/away", "/raised/away", "/away"}) {
        auto reply = get(way);
        EXPECT_EQ(reply.status, 302u) << way;
        EXPECT_EQ(header(reply, "Location"), "/login") << way;
        EXPECT_EQ(headers(reply, "Location"), "/login") << way;
    }
    EXPECT_EQ(hook.reports, std::vector<std::string>{});
}

TEST_F(page_errors, V19_the_error_hook_may_replace_what_was_thrown) {
    auto called = [&](std::string_view how) {
        auto reply = call("/_server?id=errors.write", "[\"" + std::string(how) + "\"]");
        return std::to_string(reply.status) + " " + without_ids(text(reply));
    };
    const std::string kept = R"x(500 {"kind":"internal","message":"Something went wrong on the server. (id)"})x";
    const std::string replaced = R"(403 {"kind":"forbidden","message":"Not you."})";
    EXPECT_EQ(called("private"), kept);  // empty: kept
    EXPECT_EQ(hook.reports, std::vector<std::string>{"errors.write: the password is 1234 (id)"});
    EXPECT_EQ(called("fine"), "200 1");
    EXPECT_EQ(called("away"), "200 ");
    EXPECT_EQ(hook.reports.size(), 1u);

    hook.instead = forbidden("Not you.");
    EXPECT_EQ(called("private"), replaced);
    EXPECT_EQ(called("public"), replaced);
    EXPECT_EQ(page("/call/private"), "<p><!--!--><i>forbidden: Not you.</i></p>");
    EXPECT_TRUE(page("/private", 403).contains("Not you."));

    hook.instead = error{"another secret"};
    EXPECT_EQ(called("public"), kept);

    hook.throws = true;  // a failure of the hook: kept
    EXPECT_EQ(called("private"), kept);
    EXPECT_EQ(called("public"), R"(404 {"kind":"not_found","message":"No such thing."})");
}

TEST_F(page_errors, V19_V32_a_form_without_script_leaves_what_the_hook_gives) {
    hook.instead = forbidden("Not you.");
    auto posted = post_form("/_server?id=errors.write&args=%5B%22private%22%5D");
    EXPECT_EQ(posted.status, 302u);
    EXPECT_EQ(page("/left", 200, cookie_pair(posted, "solder-flash")), "<p>Not you.</p>");
}

}  // namespace
}  // namespace solder::test
