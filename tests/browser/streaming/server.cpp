#include "app.hpp"
#include <map>
#include <mutex>
#include <solder/core/timer.hpp>
#include <solder/server.hpp>

namespace {

std::mutex counting;
std::map<std::string, int> calls;

int count(const std::string& text) {
    std::scoped_lock alone(counting);
    return ++calls[text];
}

solder::task<std::string> part(std::string text, std::int64_t delay) {
    const auto number = count(text);
    co_await solder::sleep_for(std::chrono::milliseconds(delay));
    if (text == "bad") {
        auto why = solder::invalid("no good");
        co_await solder::fail(std::move(why));
    }
    if (text == "away") {
        auto there = solder::redirect("/plain");
        co_await solder::fail(std::move(there));
    }
    co_return text + " " + std::to_string(number);
}

}  // namespace

int main() {
    get_part_body.define(part);
    touch_body.define([] {});
    solder::web_application_options options;
    options.content_security_policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'nonce-{nonce}' 'wasm-unsafe-eval'";
    return solder::serve(solder::make_application(), std::move(options));
}
