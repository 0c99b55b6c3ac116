#include "cookie_text.hpp"
#include "log.hpp"
#include "request_state.hpp"
#include <atomic>

namespace solder {

/// One session in one request.
struct detail::session_slot {
    session_options options;
    request_event* event = nullptr;  ///< null once the reply is on its way
    std::optional<std::string> text = {};
    std::uint32_t version = 1;

    void change_to(std::optional<std::string> next) {
        text = std::move(next);
        ++version;
    }
};

namespace {

constexpr std::size_t most_cookie_bytes = 3'800;  // of name, "=" and value; browsers keep 4096 with attributes

constinit std::atomic<bool> sessions_are_used = false;

std::string purpose_of(const session_options& options) { return "session " + options.name; }

/// What the browser keeps under this name and one of our keys opens. Another host of the site may have set a cookie of
/// the same name beside ours: all are tried.
std::optional<std::string> opened(const detail::request_state& state, const http_request& request,
                                  const session_options& options, bool& is_refused) {
    for (const auto sealed : detail::find_cookies(request, options.name)) {
        if (sealed.size() > most_cookie_bytes) {
            is_refused = true;
            continue;
        }
        if (auto text = state.keys.open(purpose_of(options), sealed, state.now)) return text;
        is_refused = true;
    }
    return std::nullopt;
}

result<void> set_sealed_cookie(const detail::session_slot& slot, std::string_view value,
                               std::chrono::seconds keep_for) {
    if (auto fault = detail::fault_of_cookie_name(slot.options.name)) return std::unexpected(std::move(*fault));
    auto text = detail::set_cookie_text(slot.options.name, value, {.keep_for = keep_for}, slot.event->request);
    if (!text) return std::unexpected(std::move(text.error()));
    detail::put_set_cookie(slot.event->headers, *text);
    return {};
}

constexpr std::string_view too_late = "no request is running, or its reply is on its way.";

/// A failure that is also in the log: callers may drop the result of `update`.
result<void> refuse(const session_options& options, std::string_view reason) {
    error refused{"The session \"" + options.name + "\" was not changed: " + std::string(reason)};
    detail::log_error("use_session", refused);
    return std::unexpected(std::move(refused));
}

}  // namespace

void detail::request_state::close() {
    is_closed = true;
    for (auto& [name, slot] : sessions) slot->event = nullptr;
}

bool detail::note_session_use() { return sessions_are_used = true; }
bool detail::uses_sessions() { return sessions_are_used; }

std::shared_ptr<detail::session_slot> detail::open_session(const session_options& options) {
    auto* event = use_request();
    if (!event || !event->state) return std::make_shared<session_slot>(options);
    event->state->reads_cookies = true;
    auto& known = event->state->sessions;
    if (auto found = known.find(options.name); found != known.end()) return found->second;
    auto slot = std::make_shared<session_slot>(options, event->state->is_closed ? nullptr : event);
    bool is_refused = false;
    slot->text = opened(*event->state, event->request, options, is_refused);
    if (is_refused && !slot->text) clear_session(*slot);
    known.emplace(options.name, slot);
    return slot;
}

const std::string* detail::session_text(const session_slot& of) { return of.text ? &*of.text : nullptr; }
std::uint32_t detail::session_version(const session_slot& of) { return of.version; }

result<void> detail::write_session(session_slot& to, std::string text, std::chrono::seconds keep_for) {
    keep_for = std::min<std::chrono::seconds>(keep_for, std::chrono::days(400));
    if (!to.event) return refuse(to.options, too_late);
    const auto bytes = to.options.name.size() + 1 + sealing_keys::sealed_bytes(text.size());
    if (bytes > most_cookie_bytes)
        return refuse(to.options, "its cookie would have " + std::to_string(bytes) + " bytes, and 3800 are allowed.");
    const auto& state = *to.event->state;
    const auto sealed = state.keys.seal(purpose_of(to.options), text, state.now + keep_for);
    if (auto set = set_sealed_cookie(to, sealed, keep_for); !set) return refuse(to.options, set.error().message);
    to.change_to(std::move(text));
    return {};
}

void detail::clear_session(session_slot& of) {
    if (of.text && !of.event)
        log_error("use_session",
                  error{"The session \"" + of.options.name + "\" was not cleared: " + std::string(too_late)});
    of.change_to(std::nullopt);
    if (of.event) (void)set_sealed_cookie(of, "", std::chrono::seconds(0));
}

}  // namespace solder
