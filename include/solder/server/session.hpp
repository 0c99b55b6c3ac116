#ifndef SOLDER_SERVER_SESSION_HPP
#define SOLDER_SERVER_SESSION_HPP
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/wire/json.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace solder {

struct session_options {
    std::string name = "session";                           ///< of the cookie: a token that `solder-` does not begin
    std::chrono::seconds keep_for = std::chrono::days(14);  ///< from the last `update` on
};

namespace detail {

struct request_state;
struct session_slot;
/// The session of the running request, the same for all that ask in that request. Its text is JSON.
std::shared_ptr<session_slot> open_session(const session_options& options);
/// What it holds; null when nothing.
const std::string* session_text(const session_slot& of);
/// How often it has been changed, from 1 on.
std::uint32_t session_version(const session_slot& of);
/// @param keep_for  400 days at most, which is what browsers keep
result<void> write_session(session_slot& to, std::string text, std::chrono::seconds keep_for);
void clear_session(session_slot& of);

/// Makes `serve` ask for keys: set before `main` by a program that has sessions anywhere.
bool note_session_use();
bool uses_sessions();
template <class T>
inline const bool session_use_noted = note_session_use();

}  // namespace detail

/// What one visitor's browser keeps for us, sealed: nobody else can read or change it. Reads and writes are those of
/// the request that called `use_session`; handles of one request see each other's changes. Copyable.
///
/// Two requests of one visitor at the same time each write the whole session: the reply that arrives last wins. A
/// sealed cookie also cannot be taken back: a copy made before `clear` opens until it expires. What must not be lost or
/// must end at once belongs in a database, with its key in here.
template <class T>
class session {
    static_assert(encodable<T>, "a session holds what `wire` can encode: a plain struct, or a map");

public:
    session(std::shared_ptr<detail::session_slot> slot, std::chrono::seconds keep_for)
        : slot_(std::move(slot)), keep_for_(keep_for) {
        // A text of another shape comes from an older program: it will not be of use again.
        if (!read() && !is_empty()) clear();
    }

    /// What the session holds; a value-initialised `T` when it is empty. The reference lasts until the next call.
    [[nodiscard]] const T& data() const {
        read();
        return data_;
    }
    /// Nothing was kept, or it has expired, was changed by others, or does not decode.
    [[nodiscard]] bool is_empty() const { return detail::session_text(*slot_) == nullptr; }

    /// Changes the data with `change(T&)` and sets the cookie on the reply.
    /// Errors, with the session as it was and a line in the log: the cookie would be larger than 3800 bytes, the name
    /// is not a token or begins with `solder-`, no request is running or its reply is on its way.
    template <class Change>
    result<void> update(Change change) {
        T next = data();
        change(next);
        return detail::write_session(*slot_, to_json(next), keep_for_);
    }
    /// Empties the session and makes the browser forget it. Once the reply is on its way the browser cannot be told any
    /// more: the log says so.
    void clear() { detail::clear_session(*slot_); }

private:
    bool read() const {
        if (version_ == detail::session_version(*slot_)) return true;
        version_ = detail::session_version(*slot_);
        data_ = T{};
        const auto* text = detail::session_text(*slot_);
        auto decoded = text ? from_json<T>(*text) : result<T>(fail(error{}));
        if (decoded) data_ = std::move(*decoded);
        return decoded.has_value();
    }

    std::shared_ptr<detail::session_slot> slot_;
    std::chrono::seconds keep_for_;
    mutable std::uint32_t version_ = 0;
    mutable T data_{};
};

/// The session of the running request, for server functions and for code that only the server runs. Outside of a
/// request it is empty and cannot be written.
///
/// The cookie: `Path=/; HttpOnly; SameSite=Lax; Secure` (`Secure` not over plain HTTP to localhost), sealed with the
/// keys of the application (`SOLDER_SECRET`). Members that are added to `T` later should be optional: a kept session
/// without them does not decode and is then empty.
template <class T>
[[nodiscard]] session<T> use_session(const session_options& options) {
    (void)detail::session_use_noted<T>;
    return session<T>(detail::open_session(options), options.keep_for);
}
template <class T>
[[nodiscard]] session<T> use_session(std::string_view name = "session") {
    return use_session<T>(session_options{.name = std::string(name)});
}

namespace detail {
using flash_texts = std::map<std::string, std::string>;
template <class Texts>
session<Texts> flashes() {
    return use_session<Texts>({.name = "flashes", .keep_for = std::chrono::minutes(10)});
}
}  // namespace detail

/// Leaves a short text for the next request of this visitor, under a name: "saved". Sealed, kept for ten minutes.
/// Errors: as `session::update`; all flashes together must fit one cookie.
template <class Texts = detail::flash_texts>  // a template, so that programs that leave none need no keys
result<void> flash(std::string_view name, std::string value) {
    return detail::flashes<Texts>().update(
        [&](Texts& all) { all.insert_or_assign(std::string(name), std::move(value)); });
}

/// The text left under `name`, once.
template <class Texts = detail::flash_texts>
[[nodiscard]] std::optional<std::string> take_flash(std::string_view name) {
    auto kept = detail::flashes<Texts>();
    Texts left = kept.data();
    auto found = left.extract(std::string(name));
    if (found.empty()) return std::nullopt;
    if (left.empty())
        kept.clear();
    else
        (void)kept.update([&](Texts& all) { all = std::move(left); });  // smaller than it was: it fits
    return std::move(found.mapped());
}

}  // namespace solder
#endif
