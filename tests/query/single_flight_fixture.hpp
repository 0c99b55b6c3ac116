#ifndef SOLDER_TESTS_SINGLE_FLIGHT_FIXTURE_HPP
#define SOLDER_TESTS_SINGLE_FLIGHT_FIXTURE_HPP
#include "action_fixture.hpp"
#include <solder/query/remote_call.hpp>

namespace solder::single_flight {

inline constexpr server_function<"flight.list", std::string()> list_body;
inline constexpr server_function<"flight.item", std::string(int)> item_body;
inline constexpr server_function<"flight.save", int(std::string), writes> save_body;
inline constexpr server_function<"flight.drop", void(), writes> drop_body;

/// A page that shows `/here`, and goes where it is told.
struct flying_navigator final : navigator {
    void go_to(std::string location, bool) override { place.set(location); }
    std::string single_flight_page() const override { return place.peek(); }
    signal<std::string> place{std::string("/here")};
};

/// A network that holds calls until they are answered, the newest last.
struct held_network final : call_transport {
    struct held {
        remote_call call;
        resolver<std::string> reply;
    };
    task<std::string> send(remote_call call) override {
        sent.push_back(call.function + call.arguments + (call.page.empty() ? "" : " for " + call.page));
        co_return co_await await_callback<std::string>([&](resolver<std::string> reply) {
            waiting.push_back({std::move(call), reply});
            return [] {};
        });
    }
    /// Answers the oldest call of `function`.
    void answer(std::string_view function, result<std::string> reply) {
        auto found = std::ranges::find_if(waiting, [&](const held& each) { return each.call.function == function; });
        ASSERT_NE(found, waiting.end()) << function;
        auto call = std::move(*found);
        waiting.erase(found);
        call.reply(std::move(reply));
    }
    words sent;
    std::vector<held> waiting;
};

/// A reply that brings `answers` along.
/// @param keys  of `X-Revalidate`; "*": all, without the header
inline result<std::string> with_answers(std::string answers, std::string value = "1", std::string location = {},
                                        std::string keys = "*") {
    response reply;
    reply.body = std::move(value);
    reply.answers = std::move(answers);
    if (!location.empty()) reply.headers.emplace_back("Location", std::move(location));
    if (keys != "*") reply.headers.emplace_back("X-Revalidate", std::move(keys));
    return reply;
}

class single_flight_test : public action_fixture {
protected:
    single_flight_test() {
        set_call_transport(&network_);
        set_page_navigator(&places_);
    }
    ~single_flight_test() override {
        set_call_transport(nullptr);
        root_.get()->dispose();
        while (!network_.waiting.empty())
            network_.answer(network_.waiting.front().call.function, fail(error{"over", error_kind::cancelled}));
    }

    /// Shows the list, and answers its first fetch.
    void show_list() {
        root_.run([&] {
            auto list = create_async([this] { return get_list_(); });
            create_effect([this, list] {
                if (auto text = list()) shown_.push_back(*text);
            });
        });
        network_.answer("flight.list", R"("first")");
        network_.sent.clear();
    }
    /// Shows an item where the navigator goes there, as a router does.
    void show_item_at(std::string place) {
        root_.run([&] {
            create_computed([this, place] {
                if (places_.place() != place) return;
                auto item = create_async([this] { return get_item_(3); });
                create_effect([this, item] {
                    if (auto text = item()) shown_.push_back("item " + *text);
                });
            });
        });
    }
    auto save(std::string what = "x") {
        return root_.run([&] { return use_action(save_)(std::move(what)); });
    }

    held_network network_;
    flying_navigator places_;
    query_handle<std::string()> get_list_ = query("list", list_body);
    query_handle<std::string(int)> get_item_ = query("item", item_body);
    action_handle<int(std::string)> save_ = root_.run([] { return action("save", save_body); });
    words shown_;
};

}  // namespace solder::single_flight
#endif
