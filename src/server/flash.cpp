#include "flash.hpp"
#include "cookie_text.hpp"
#include <algorithm>
#include <array>
#include <solder/core/url.hpp>

namespace solder::detail {
namespace {

constexpr std::string_view cookie_name = "solder-flash";
constexpr std::string_view purpose = "flash";
constexpr std::size_t most_value_bytes = 3'800 - cookie_name.size() - 1;
constexpr std::size_t most_message_bytes = 500;
constexpr std::size_t most_field_messages_bytes = 1'000;
constexpr std::chrono::seconds lifetime(60);

constexpr std::array<std::string_view, 7> secret_words{"password", "passwd", "pwd", "secret", "token", "cvc", "cvv"};

/// Whether the name of a field says that nobody is to see what was typed there.
bool is_secret(std::string_view field) {
    const auto name = lower_case(field);
    return name == "pin" || std::ranges::any_of(secret_words, [&](auto word) { return name.contains(word); });
}

/// At most so many bytes, cut between characters.
void shorten(std::string& text) {
    if (text.size() <= most_message_bytes) return;
    std::size_t end = most_message_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
}

/// Leaves room for what was typed: of an error the message, and those of the first fields.
void shorten(error& told) {
    shorten(told.message);
    std::vector<field_error> kept;
    std::size_t bytes = 0;
    for (auto each : told.fields.list()) {
        shorten(each.message);
        if ((bytes += to_json(each).size()) <= most_field_messages_bytes) kept.push_back(std::move(each));
    }
    told.fields = std::move(kept);
}

bool has_room(std::size_t text_bytes) { return sealing_keys::sealed_bytes(text_bytes) <= most_value_bytes; }

/// Leaves out the longest fields, one by one, until a text of `bytes` with them all has room: one long text does not
/// cost the visitor what else was typed.
void drop_longest(form_fields& fields, std::size_t bytes) {
    std::vector<std::size_t> sizes;
    for (const auto& field : fields) sizes.push_back(to_json(field).size() + 1);  // and its comma
    while (!fields.empty() && !has_room(bytes)) {
        const auto longest = std::ranges::max_element(sizes);
        bytes -= *longest;
        fields.erase(fields.begin() + (longest - sizes.begin()));
        sizes.erase(longest);
    }
}

/// The flash as JSON, with as much of it as a cookie takes; empty when nothing worth telling is left.
std::string fitted(post_flash flash) {
    std::string text;
    const auto fits = [&] {
        text = to_json(flash);
        return has_room(text.size());
    };
    if (fits()) return text;
    drop_longest(flash.fields, text.size());
    if (fits()) return text;
    flash.bound_json = "[]";
    if (fits()) return text;
    flash.result.reset();
    return flash.failed && fits() ? text : "";
}

void put(request_scope& scope, std::string_view value, std::chrono::seconds keep_for) {
    if (auto text = set_cookie_text(cookie_name, value, {.keep_for = keep_for}, scope.request))
        put_set_cookie(scope.event.headers, *text);
}

}  // namespace

void leave_flash(request_scope& scope, post_flash flash) {
    std::erase_if(flash.fields, [](const form_field& field) { return field.file || is_secret(field.name); });
    if (flash.failed) shorten(*flash.failed);
    const auto text = fitted(std::move(flash));
    if (text.empty()) return;
    put(scope, scope.state.keys.seal(purpose, text, scope.state.now + lifetime), lifetime);
}

namespace {

/// Whether a visitor sees the answer: HEAD shows nothing, and a page that is fetched ahead perhaps never.
bool is_shown(const http_request& request) {
    const auto purpose = request.headers.find("sec-purpose").value_or("");
    return request.method == http_method::get && !purpose.contains("prefetch");
}

}  // namespace

std::optional<post_flash> find_post_flash(request_scope& scope) {
    if (!is_shown(scope.request)) return std::nullopt;
    for (const auto sealed : find_cookies(scope.request, cookie_name))
        if (const auto text = scope.state.keys.open(purpose, sealed, scope.state.now))
            if (auto flash = from_json<post_flash>(*text)) return std::move(*flash);
    return std::nullopt;
}

void forget_post_flash(request_scope& scope) { put(scope, "", std::chrono::seconds(0)); }

}  // namespace solder::detail
