#include "page_under_test.hpp"
#include <solder/core/timer.hpp>
#include <solder/html.hpp>

namespace solder::test {
namespace {

using namespace solder;

struct picked {
    std::string name;
    std::vector<int> at;
};

/// Brings an event of the element to its handlers, with this detail; gives the event.
event dispatch(page_under_test& page, std::string_view detail) {
    event e;
    e.key = detail;
    for (auto handler : page.document.handler_of(page.document.find("my-list"), "picked")) dispatch_event(handler, e);
    page.html();
    return e;
}

std::string told(std::string_view name, const std::vector<int>& at) {
    auto words = std::string(name);
    for (auto each : at) words.append(" ").append(std::to_string(each));
    return words;
}

TEST(custom_event, brings_a_struct_to_a_handler) {
    page_under_test page;
    std::vector<std::string> all;
    page.mount([&] {
        return html("<my-list onpicked={}></my-list>", [&](const custom_event<picked>& e) {
            all.push_back(std::string(e.type) + ": " + told(e.detail.name, e.detail.at) + std::string(e.key));
        });
    });
    EXPECT_TRUE(page.document.tells_details());
    dispatch(page, R"({"name":"a","at":[1,2],"more":true})");
    EXPECT_EQ(all, std::vector<std::string>{"picked: a 1 2"});
}

int called_by_name = 0;
void on_picked(const custom_event<int>& e) { called_by_name += e.detail; }

TEST(custom_event, is_taken_by_functions_with_a_name_too) {
    page_under_test page;
    page.mount([] { return html("<main onpicked={}><my-list onpicked={}></my-list></main>", &on_picked, on_picked); });
    dispatch(page, "2");
    EXPECT_EQ(called_by_name, 4);  // by both elements
}

TEST(custom_event, may_be_a_text_a_number_or_nothing) {
    page_under_test page;
    std::vector<std::string> all;
    page.mount([&] {
        return html(
            "<main onpicked={}><my-list onpicked={}></my-list></main>",
            [&](custom_event<std::optional<int>>& e) { all.push_back(e.detail ? std::to_string(*e.detail) : "none"); },
            [](const custom_event<std::string>&) {});
    });
    const auto outer = [&](std::string_view detail) {
        event e;
        e.key = detail;
        dispatch_event(page.document.handler_of(page.document.find("main"), "picked").front(), e);
    };
    outer("7");
    outer("null");
    EXPECT_EQ(all, (std::vector<std::string>{"7", "none"}));
}

TEST(custom_event, that_does_not_fit_is_told_of_in_the_log_and_calls_no_handler) {
    page_under_test page;
    int times = 0;
    page.mount([&] {
        return html("<my-list onpicked={}></my-list>", [&](custom_event<picked>& e) {
            ++times;
            e.prevent_default();
        });
    });
    const auto deep = std::string(100, '[') + std::string(100, ']');
    const auto large = '"' + std::string(std::size_t{1} << 20, 'x') + '"';
    for (auto detail : {std::string(), std::string("null"), std::string(R"({"name":1,"at":[]})"), deep, large}) {
        ::testing::internal::CaptureStderr();
        EXPECT_FALSE(dispatch(page, detail).default_prevented);
        EXPECT_EQ(::testing::internal::GetCapturedStderr().substr(0, 88),
                  "solder: a handler is not called: the detail of the event \"picked\" is not what it takes: ");
    }
    EXPECT_EQ(times, 0);
    const auto fits = dispatch(page, R"({"name":"","at":[]})");
    EXPECT_TRUE(fits.default_prevented);
    EXPECT_FALSE(fits.propagation_stopped);
    EXPECT_EQ(times, 1);
}

task<void> keep(custom_event<picked> e, std::string& kept) {
    co_await sleep_for(std::chrono::milliseconds(1));
    kept = told(e.detail.name, e.detail.at);
}

TEST(custom_event, taken_by_value_is_there_as_long_as_a_coroutine) {
    manual_environment time;
    page_under_test page;
    std::string kept;
    page.mount([&] {
        return html("<my-list onpicked={}></my-list>",
                    [&](custom_event<picked> e) { return keep(std::move(e), kept); });
    });
    dispatch(page, R"({"name":"a name that is too long for the room in a string","at":[3]})");
    time.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(kept, "a name that is too long for the room in a string 3");
}

TEST(custom_event, is_asked_for_by_those_that_take_it_alone) {
    page_under_test page;
    page.mount([] { return html("<my-list onpicked={} onother={}></my-list>", [](event&) {}, [] {}); });
    EXPECT_FALSE(page.document.tells_details());
}

}  // namespace
}  // namespace solder::test
