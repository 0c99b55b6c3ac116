// Route data: what a fetch may end with. Specification F15, F16, F17.
#include "route_data_fixture.hpp"

namespace solder {
namespace {

struct student {
    int id;
    std::string name;
    bool operator==(const student&) const = default;
};
using students = std::vector<student>;

class route_data_answers : public route_data_page {
protected:
    /// Route data whose fetch ends with `answer`.
    auto answering(response answer) {
        return create_route_data([answer]() -> task<std::string> { co_return fail(answer); });
    }
    /// What it leads to, at once and in the next turn.
    std::pair<words, words> led_to(response answer) {
        events_.clear();
        root_.run([&] {
            auto data = answering(std::move(answer));
            EXPECT_EQ(text(data()), "none");
            EXPECT_FALSE(data.error());
            EXPECT_EQ(data.state(), data_state::ready);
        });
        auto at_once = std::exchange(events_, {});
        time_.run();
        return {at_once, std::exchange(events_, {})};
    }
    static response with_status(std::uint16_t status) { return {status, {{"Location", "/there"}}}; }
};

TEST_F(route_data_answers, F15_an_answer_is_reconciled_into_the_store_and_what_did_not_change_keeps_its_identity) {
    students stored{{1, "Hermione"}, {2, "Draco"}};
    root_.run([&] {
        auto data = create_route_data_store([&] { return stored; }, {.key = "students"});
        auto& list = *data();
        auto draco = list[1].identity();
        words names;
        create_render_effect([&] { names.push_back(list[0][&student::name]()); });
        create_render_effect([&] { names.push_back(list[1][&student::name]()); });
        stored = {{1, "Granger"}, {2, "Draco"}};
        refetch_route_data("students");
        time_.run();
        EXPECT_EQ(names, (words{"Hermione", "Draco", "Granger"}));
        EXPECT_EQ(data().get(), &list);
        EXPECT_EQ(list[1].identity(), draco);
        EXPECT_FALSE(data.loading());
    });
}

TEST_F(route_data_answers, F15_the_options_say_what_students_pair_by) {
    students stored{{1, "Hermione"}, {2, "Draco"}};
    root_.run([&] {
        auto data = create_route_data_store(
            [&] { return stored; }, {.initial_value = students{{9, "Draco"}}, .reconcile = {.key = &student::name}});
        auto before = (*data())[1].identity();
        stored = {{7, "Draco"}};
        refetch_route_data();
        time_.run();
        EXPECT_EQ((*data())[0].identity(), before);
        EXPECT_EQ(data()->peek(), stored);
    });
}

TEST_F(route_data_answers, F15_an_equal_value_keeps_its_identity_without_a_store_too) {
    root_.run([&] {
        auto data = create_route_data([] { return students{{1, "Hermione"}}; });
        auto before = data();
        refetch_route_data();
        time_.run();
        EXPECT_EQ(data(), before);
    });
}

TEST_F(route_data_answers, F16_a_redirect_gives_nothing_and_leads_there_in_the_next_turn) {
    EXPECT_EQ(led_to(redirect("/login")), std::pair(words{}, words{"replace /login"}));
    EXPECT_EQ(led_to(redirect("https://else.test/")), std::pair(words{}, words{"replace https://else.test/"}));
}

TEST_F(route_data_answers, F16_only_these_statuses_lead_anywhere) {
    std::vector<int> leading;
    for (std::uint16_t status : {200, 201, 204, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400})
        if (!led_to(with_status(status)).second.empty()) leading.push_back(status);
    EXPECT_EQ(leading, (std::vector<int>{204, 301, 302, 303, 307, 308}));
}

TEST_F(route_data_answers, F16_another_answer_is_an_empty_value) {
    EXPECT_EQ(led_to(reload()), std::pair(words{}, words{}));
    EXPECT_EQ(led_to(json(std::string("value"))), std::pair(words{}, words{}));
}

TEST_F(route_data_answers, F16_resources_that_share_a_fetch_go_there_once) {
    root_.run([&] {
        auto a = create_route_data(&hand_network::by_key, {.key = "cars"});
        auto b = create_route_data(&hand_network::by_key, {.key = "cars"});
        network_.answer(0, std::unexpected(fail(redirect("/login")).reason));
        time_.run();
        EXPECT_EQ(events_, words{"replace /login"});
        EXPECT_EQ(text(a()) + " " + text(b()), "none none");
    });
}

TEST_F(route_data_answers, F16_a_redirect_that_nobody_waits_for_any_more_leads_nowhere) {
    {
        scoped_root page;
        page.run([&] { auto data = create_route_data(&hand_network::by_key, {.key = "cars"}); });
    }
    network_.answer(0, std::unexpected(fail(redirect("/login")).reason));
    time_.run();
    EXPECT_EQ(events_, words{});
}

TEST_F(route_data_answers, F16_on_a_server_the_readers_fail_with_the_redirect_so_that_the_page_does) {
    detail::graph::current().renders_once = true;
    root_.run([&] {
        auto moved = answering(redirect("/login", {.headers = {{"X-Why", "guest"}}}));
        auto other = answering(reload());
        EXPECT_EQ(moved.error()->response->location(), "/login");
        EXPECT_EQ(*moved.error()->response->header("X-Why"), "guest");
        EXPECT_FALSE(other.error());
    });
    detail::graph::current().renders_once = false;
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST_F(route_data_answers, F17_a_failure_and_an_exception_become_the_error_of_the_resource) {
    root_.run([&] {
        auto failing = create_route_data([]() -> task<int> { co_return fail(not_found("no such car")); });
        EXPECT_EQ(failing.error()->message, "no such car");
        EXPECT_EQ(failing.state(), data_state::errored);
        auto throwing = create_route_data([]() -> int { throw std::runtime_error("broken"); });
        EXPECT_EQ(throwing.error()->message, "broken");
        catch_error([&] { create_render_effect([=] { throwing(); }); },
                    [&](raised_error e) { seen_.push_back("boundary of the reader: " + e.reason.message); });
        EXPECT_EQ(seen_, words{"boundary of the reader: broken"});
    });
}

}  // namespace
}  // namespace solder
