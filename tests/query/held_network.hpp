#ifndef SOLDER_TESTS_QUERY_HELD_NETWORK_HPP
#define SOLDER_TESTS_QUERY_HELD_NETWORK_HPP
#include <solder/core/await_callback.hpp>
#include <solder/query/remote_call.hpp>
#include <string>
#include <vector>

namespace solder {

/// A network that holds each call until the test says how it ends, in whatever order. Calls are numbered from 0.
class held_network final : public call_transport {
public:
    held_network() { set_call_transport(this); }
    ~held_network() override { set_call_transport(nullptr); }
    held_network(const held_network&) = delete;

    task<std::string> send(remote_call call) override {
        auto number = calls_.size();
        calls_.push_back({call.function + call.arguments, {}});
        co_return co_await await_callback<std::string>([this, number](resolver<std::string> end) {
            calls_[number].end = end;
            return callback<void()>([this, number] {
                calls_[number].text += " dropped";
                calls_[number].is_over = true;
            });
        });
    }
    /// Each as `function[arguments]`, with " dropped" behind it when nobody waits for it any more.
    [[nodiscard]] std::vector<std::string> calls() const {
        std::vector<std::string> texts;
        for (const auto& each : calls_) texts.push_back(each.text);
        return texts;
    }
    /// The numbers of those that somebody waits for.
    [[nodiscard]] std::vector<std::size_t> open() const {
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < calls_.size(); ++i)
            if (!calls_[i].is_over) numbers.push_back(i);
        return numbers;
    }
    void answer(std::size_t number, std::string json) { end(number, std::move(json)); }
    void refuse(std::size_t number, error why) { end(number, std::unexpected(std::move(why))); }

private:
    struct held_call {
        std::string text;
        std::optional<resolver<std::string>> end;
        bool is_over = false;
    };
    void end(std::size_t number, result<std::string> how) {
        calls_.at(number).is_over = true;
        auto tell = *calls_.at(number).end;  // more calls may come of it
        tell(std::move(how));
    }

    std::vector<held_call> calls_;
};

}  // namespace solder
#endif
