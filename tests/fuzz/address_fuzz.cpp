// A whole request target, through an application: one of few statuses, a location that stays on the site, and a page in
// which nothing of the address became markup.
#include "../../src/server/request_parser.hpp"
#include "../../src/server/request_target.hpp"
#include "../server/path_application.hpp"
#include <cstdio>
#include <cstdlib>
#include <solder/core/environment.hpp>
#include <solder/core/url.hpp>
#include <solder/query/action_base.hpp>
#include <source_location>

namespace {

using namespace std::chrono_literals;

void require(bool kept, std::source_location at = std::source_location::current()) {
    if (kept) return;
    std::fprintf(stderr, "line %u: not kept\n", static_cast<unsigned>(at.line()));
    std::abort();
}

const solder::web_application& app() {
    static const auto* made = new solder::web_application(
        {.root = solder::test::PathApplication, .title = "App"}, {},
        {.keys = solder::sealing_keys::from_text(std::string(64, '3')).value(), .on_error = {}});
    return *made;
}

solder::http_response ask(solder::manual_environment& time, solder::http_request request) {
    std::optional<solder::http_response> seen;
    const auto work = app().handle(std::move(request), [&](solder::http_response reply) { seen = std::move(reply); });
    time.advance(10ms);
    require(seen.has_value());
    return std::move(*seen);
}

/// Element by element: only those that the application wrote, each closed, and no quote that ends an attribute early.
void require_well_formed(std::string_view page) {
    std::vector<std::string_view> open;
    for (auto at = page.find('<'); at != page.npos; at = page.find('<', at)) {
        page.remove_prefix(at + 1);
        if (page.starts_with("!--") || page.starts_with("!doctype html>")) {
            const auto end = page.starts_with("!--") ? page.find("-->") : page.find('>');
            require(end != page.npos);
            page.remove_prefix(end), at = 0;
            continue;
        }
        const auto end = page.find('>');
        require(end != page.npos);
        const auto tag = page.substr(0, end);
        const auto name = tag.substr(0, tag.find(' '));
        page.remove_prefix(end), at = 0;
        static constexpr std::string_view known[] = {"html", "head", "title", "body", "div", "p", "a", "main", "h1"};
        if (name == "meta") continue;
        if (name.starts_with('/')) {
            require(!open.empty() && open.back() == name.substr(1));
            open.pop_back();
            continue;
        }
        require(std::ranges::find(known, name) != std::end(known));
        require(std::ranges::count(tag, '"') % 2 == 0 && std::ranges::count(tag, '"') <= 4);
        open.push_back(name);
    }
    require(open.empty());
}

/// Where what `place` says is refused, what happens is an error for the log, which the fuzzer would fill.
bool is_fit_for_query(std::string_view place) {
    for (const char c : place)
        if ((c >= 0 && c < ' ') || c == '\x7F') return false;
    return solder::detail::read_target(place, {}).leads != solder::detail::answer_target::kind::refused;
}

/// What a query leads on to may be another site; the rest may not.
bool leads_anywhere(std::string_view path) {
    std::string lower(path);
    std::ranges::transform(lower, lower.begin(), solder::detail::ascii_lower);
    return lower.contains("go/query");
}

void require_sound(const solder::http_response& reply, bool leads_anywhere) {
    static constexpr unsigned possible[] = {200, 302, 400, 404, 405, 422};
    if (leads_anywhere && reply.status == 302) return;
    require(std::ranges::find(possible, reply.status) != std::end(possible));
    const auto location = reply.headers.find("location");
    require((reply.status == 302) == location.has_value());
    if (location) {
        require(location->starts_with('/') && !solder::is_protocol_relative(*location));
        for (const char c : *location) require(c > ' ' && c <= '~');
    }
    const auto* text = std::get_if<std::string>(&reply.body);
    require(text != nullptr);
    if (reply.headers.find("content-type").value_or("").starts_with("text/html")) require_well_formed(*text);
}

/// As a listener takes it off the wire; empty when it refuses.
std::optional<solder::http_request> over_the_wire(std::string_view target) {
    solder::detail::request_parser parser(200'000, 0);
    std::string bytes = "GET " + std::string(target) + " HTTP/1.1\r\nHost: here\r\n\r\n";
    while (!bytes.empty() && parser.now() < solder::detail::request_parser::state::done) {
        const auto taken = parser.feed(bytes);
        if (taken == 0) break;
        bytes.erase(0, taken);
    }
    if (parser.now() != solder::detail::request_parser::state::done) return std::nullopt;
    return parser.take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto target = text.substr(0, text.find('\n'));
    solder::test::place_to_go_to = text.substr(std::min(target.size() + 1, size));
    if (leads_anywhere(target) && !is_fit_for_query(solder::test::place_to_go_to)) return 0;
    solder::manual_environment time;

    solder::http_request request{.target = std::string(target)};
    const auto [path, query] = solder::split_target(request.target);
    request.path = path;
    request.query = query;
    request.headers.set("host", "here");
    const auto reply = ask(time, request);
    const bool anywhere = leads_anywhere(target);
    require_sound(reply, anywhere);
    request.method = solder::http_method::head;
    const auto headed = ask(time, request);
    require(headed.status == reply.status && headed.headers.find("location") == reply.headers.find("location"));
    request.method = solder::http_method::put;
    require_sound(ask(time, request), anywhere);

    if (auto sent = over_the_wire(target)) {
        const bool is_same = target.starts_with('/');
        const auto answered = ask(time, std::move(*sent));
        require_sound(answered, anywhere);
        if (is_same) require(answered.status == reply.status);
    }
    return 0;
}
