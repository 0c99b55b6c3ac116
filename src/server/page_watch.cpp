#include "page_watch.hpp"
#include <array>
#include <sodium.h>

namespace solder::detail {
namespace {

constexpr std::string_view script_path = "/_solder/watch.js";
constexpr std::string_view start_path = "/_solder/start";

// It stands in no bundle: it is not part of what is put online. A page that nobody sees leaves its connection to
// others, of which browsers have six.
constexpr std::string_view script = R"(const { search } = new URL(import.meta.url);
const pause = () => new Promise((done) => setTimeout(done, 500));
for (;; await pause()) {
  if (document.hidden) continue;
  const asking = new AbortController();
  const hide = () => document.hidden && asking.abort();
  document.addEventListener("visibilitychange", hide);
  const reply = await fetch("/_solder/start" + search, { signal: asking.signal }).catch(() => {});
  document.removeEventListener("visibilitychange", hide);
  if (reply?.ok) break;
}
location.reload();
)";

/// Waits until the server stops, or the page goes away.
struct unanswered final : pending_reply {
    explicit unanswered(http_reply reply) : kept(std::move(reply)) {}
    [[nodiscard]] bool holds_up_stop() const override { return false; }
    http_reply kept;
};

std::string random_text() {
    std::array<unsigned char, 8> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

http_response script_response() {
    auto response = text_response(200, std::string(script));
    response.headers.set("Content-Type", "text/javascript; charset=utf-8");
    return response;
}

}  // namespace

page_watch::page_watch() : start_(random_text()) {}

void page_watch::add_to(application& app) const {
    app.scripts.push_back(std::string(script_path.substr(1)) + "?" + start_);
}

std::optional<std::unique_ptr<pending_reply>> page_watch::take(const http_request& request, http_reply& reply) const {
    if (request.path == start_path && request.query == start_) return std::make_unique<unanswered>(std::move(reply));
    if (request.path != start_path && request.path != script_path) return std::nullopt;
    reply(request.path == script_path ? script_response() : text_response(200, start_));
    return nullptr;
}

}  // namespace solder::detail
