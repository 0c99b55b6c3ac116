#ifndef SOLDER_TESTS_ROUTE_DATA_FIXTURE_HPP
#define SOLDER_TESTS_ROUTE_DATA_FIXTURE_HPP
#include "action_fixture.hpp"
#include <solder/query/route_data.hpp>

namespace solder {

/// Fetches that are answered by hand, with functions that are the same wherever they are named. One at a time.
struct hand_network {
    struct request {
        std::string of;
        resolver<std::string> answer;
    };
    hand_network() { current = this; }
    ~hand_network() { current = nullptr; }

    static task<std::string> get(std::string what) {
        co_return co_await await_callback<std::string>([&what](resolver<std::string> answer) {
            current->asked.push_back(what);
            current->open.push_back({what, std::move(answer)});
        });
    }
    /// The key as text, and what a second function says.
    static task<std::string> by_key(key_pattern key) { return get(query_key(key).text()); }
    static task<std::string> by_key_too(key_pattern key) { return get("too " + query_key(key).text()); }

    /// What was asked for since the last call.
    words asked_since() { return std::exchange(asked, {}); }
    void answer(std::size_t index, result<std::string> how) { open.at(index).answer(std::move(how)); }

    words asked;
    std::vector<request> open;
    static inline hand_network* current = nullptr;
};

class route_data_page : public action_fixture {
protected:
    /// Route data that names itself, and counts its fetches by that.
    auto counted(std::string name, route_data_key key = {}) {
        return create_route_data([this, name] { return fetched_.push_back(name), name; }, {.key = std::move(key)});
    }
    words fetched() {
        time_.run();
        return std::exchange(fetched_, {});
    }
    /// A boundary around `content` that has been shown, so that transitions are held.
    template <class Fn>
    void shown_part(Fn content) {
        auto part = make_ref<suspense_scope>();
        catch_error(
            [&] {
                provide_context(suspense_context(), part);
                content();
            },
            {});
        part->content_was_shown();
    }
    static std::string text(const std::shared_ptr<const std::string>& value) { return value ? *value : "none"; }
    static error away() { return {"away", error_kind::unreachable, true}; }

    hand_network network_;
    words fetched_;
    words seen_;
};

}  // namespace solder
#endif
