#include "flash.hpp"
#include "cookie_text.hpp"
#include <algorithm>
#include <array>
#include <solder/core/url.hpp>
#include <solder/wire/json.hpp>

namespace solder::detail {
namespace {

constexpr std::string_view cookie_name = "solder-flash";
constexpr std::string_view purpose = "flash";
constexpr std::size_t most_value_bytes = 3'800 - cookie_name.size() - 1;
constexpr std::size_t most_message_bytes = 500;
constexpr std::chrono::seconds lifetime(60);

struct cookie_error {
    std::string kind;
    std::string message;
};
struct cookie_content {
    std::string url;
    std::string bound;
    form_fields fields;
    std::optional<cookie_error> failed;
    std::optional<raw_json> result;
};

constexpr std::array<std::string_view, 7> secret_words{"password", "passwd", "pwd", "secret", "token", "cvc", "cvv"};

/// Whether the name of a field says that nobody is to see what was typed there.
bool is_secret(std::string_view field) {
    const auto name = lower_case(field);
    return name == "pin" || std::ranges::any_of(secret_words, [&](auto word) { return name.contains(word); });
}

/// At most so many bytes, cut between characters.
std::string shortened(std::string text) {
    if (text.size() <= most_message_bytes) return text;
    std::size_t end = most_message_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

cookie_content content_of(post_flash flash) {
    cookie_content content{std::move(flash.url), std::move(flash.bound_json), std::move(flash.fields), {}, {}};
    if (flash.failed)
        content.failed = {std::string(to_string(flash.failed->kind)), shortened(std::move(flash.failed->message))};
    if (flash.result_json) content.result = raw_json(std::move(*flash.result_json));
    return content;
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

/// The content as JSON, with as much of it as a cookie takes; empty when nothing worth telling is left.
std::string fitted(cookie_content content) {
    std::string text;
    const auto fits = [&] {
        text = to_json(content);
        return has_room(text.size());
    };
    if (fits()) return text;
    drop_longest(content.fields, text.size());
    if (fits()) return text;
    content.bound = "[]";
    if (fits()) return text;
    content.result.reset();
    return content.failed && fits() ? text : "";
}

void put(request_scope& scope, std::string_view value, std::chrono::seconds keep_for) {
    if (auto text = set_cookie_text(cookie_name, value, {.keep_for = keep_for}, scope.request))
        put_set_cookie(scope.event.headers, *text);
}

std::optional<post_flash> decode(std::string_view text) {
    auto content = from_json<cookie_content>(text);
    if (!content) return std::nullopt;
    post_flash flash{std::move(content->url), std::move(content->bound), std::move(content->fields), {}, {}};
    if (content->failed)
        flash.failed = error{std::move(content->failed->message), error_kind_from(content->failed->kind), true};
    if (content->result) flash.result_json = std::string(content->result->text());
    return flash;
}

}  // namespace

void leave_flash(request_scope& scope, post_flash flash) {
    std::erase_if(flash.fields, [](const form_field& field) { return field.file || is_secret(field.name); });
    const auto text = fitted(content_of(std::move(flash)));
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
        if (const auto text = scope.state.keys.open(purpose, sealed, scope.state.now)) return decode(*text);
    return std::nullopt;
}

void forget_post_flash(request_scope& scope) { put(scope, "", std::chrono::seconds(0)); }

}  // namespace solder::detail
