// Route data while a page is rendered. Specification F16, F18.
#include "web_fixture.hpp"

namespace solder::test {
namespace {

constexpr server_function<"route_data.who", std::string()> who;

/// What a fetcher may know of the request: F18's `event`.
task<std::string> fetch_request() {
    co_await sleep_for(1ms);
    const auto& request = use_request()->request;
    co_return request.path + " by " + request.peer + " as " +
        std::string(request.headers.find("User-Agent").value_or("nobody"));
}

view Shown(route_data<std::string> data) {
    return html("<p>{}</p>", [=] { return data() ? *data() : ""; });
}
view Request() { return Shown(create_route_data(fetch_request)); }
view Moved() {
    return Shown(create_route_data([]() -> task<std::string> {
        co_await sleep_for(1ms);
        co_return fail(redirect("/login", {.status = 307, .headers = {{"X-Why", "guest"}}}));
    }));
}
view Stored() {
    struct item {
        int id;
        std::string title;
    };
    auto items = create_route_data_store([]() -> task<std::vector<item>> {
        co_await sleep_for(1ms);
        std::vector<item> all{{1, "milk"}, {2, "bread"}};
        co_return all;
    });
    return Suspense(
        [] { return html("<i>wait</i>"); },
        [=] { return html("<p>{}</p>", [=] { return items() ? (*items())[1][&item::title]() : std::string(); }); });
}
view App() {
    static const route_table routes{Route("/request", Request), Route("/moved", Moved), Route("/stored", Stored)};
    return Router({.routes = routes});
}

class route_data_on_server : public web_fixture {
protected:
    route_data_on_server() : web_fixture(App) {
        static const bool defined = (who.define([] { return std::string("the server"); }), true);
        EXPECT_TRUE(defined);
    }
};

TEST_F(route_data_on_server, F18_a_fetcher_knows_the_request_also_after_it_has_waited) {
    http_request request{.target = "/request", .peer = "192.0.2.7"};
    request.headers.set("Host", "here");
    request.headers.set("User-Agent", "a browser");
    EXPECT_TRUE(text(ask(std::move(request))).contains("/request by 192.0.2.7 as a browser"));
}

TEST_F(route_data_on_server, the_answer_of_a_server_function_comes_with_the_page) {
    shipped_data shipped;
    detail::graph::current().renders_once = true;
    scoped_root page;
    page.run([&] {
        provide_context(shipped_data_context(), &shipped);
        auto data = create_route_data(who);
        EXPECT_EQ(*data(), "the server");
    });
    EXPECT_EQ(shipped.to_script_json(), R"({"values":{"route_data.who()[]":"the server"},"errors":{}})");
}

TEST_F(route_data_on_server, F16_the_page_answers_with_the_redirect_its_status_and_headers) {
    auto reply = get("/moved");
    EXPECT_EQ(reply.status, 307u);
    EXPECT_EQ(header(reply, "Location"), "/login");
    EXPECT_EQ(header(reply, "X-Why"), "guest");
}

TEST_F(route_data_on_server, C14_F15_a_store_is_rendered_as_a_value_is) {
    auto page = text(get("/stored"));
    EXPECT_TRUE(page.contains("bread")) << page;
    EXPECT_FALSE(page.contains("wait")) << page;
}

}  // namespace
}  // namespace solder::test
