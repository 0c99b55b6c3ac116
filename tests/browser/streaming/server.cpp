#include "app.hpp"
#include <map>
#include <mutex>
#include <set>
#include <solder/core/timer.hpp>
#include <solder/server.hpp>

namespace {

std::mutex alone;
std::map<std::string, int> calls;
std::set<std::string> let_go;

int count(const std::string& text) {
    std::scoped_lock lock(alone);
    return ++calls[text];
}

bool may_go(const std::string& text) {
    std::scoped_lock lock(alone);
    return let_go.contains(text);
}

solder::http_response let_part_go(const solder::endpoint_call& call) {
    std::scoped_lock lock(alone);
    let_go.insert(call.params.decoded("text"));
    return {.status = 204};
}

solder::task<std::string> part(std::string text, std::int64_t delay) {
    const auto number = count(text);
    while (delay == held && !may_go(text)) co_await solder::sleep_for(std::chrono::milliseconds(5));
    if (delay != held) co_await solder::sleep_for(std::chrono::milliseconds(delay));
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
    options.endpoints = {{solder::http_method::get, "/let-go/:text", let_part_go}};
    options.content_security_policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'nonce-{nonce}' 'wasm-unsafe-eval'";
    return solder::serve(solder::make_application(), std::move(options));
}
