#include "flash.hpp"
#include <solder/core/url.hpp>
#include <solder/wire/json.hpp>

namespace solder::detail {
namespace {

constexpr std::string_view cookie_name = "flash";
constexpr std::size_t size_limit = 3'500;  // browsers keep cookies of 4096 bytes, name and attributes included

struct cookie_error {
    std::string kind;
    std::string message;
};
struct cookie_content {
    std::string url;
    std::string bound;
    form_fields fields;
    std::optional<cookie_error> failed;
};

std::string encoded(const cookie_content& content) { return percent_encode_component(to_json(content)); }

}  // namespace

std::string flash_cookie(const post_flash& flash, bool secure) {
    cookie_content content{flash.url, flash.bound_json, flash.fields, {}};
    if (flash.failed) {
        auto shown = public_error(*flash.failed);
        content.failed = {std::string(to_string(shown.kind)), shown.message.substr(0, 500)};
    }
    auto value = encoded(content);
    if (value.size() > size_limit) {
        content.fields.clear();
        value = encoded(content);
    }
    if (value.size() > size_limit) {
        content.bound = "[]";
        value = encoded(content);
    }
    return std::string(cookie_name) + "=" + value + "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax" +
           (secure ? "; Secure" : "");
}

std::string expired_flash_cookie() { return std::string(cookie_name) + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"; }

std::optional<post_flash> read_flash(const http_request& request) {
    auto cookie = find_cookie(request, cookie_name);
    auto text = cookie ? percent_decode(*cookie) : std::nullopt;
    auto content = text ? from_json<cookie_content>(*text) : result<cookie_content>(fail(error{}));
    if (!content) return std::nullopt;
    post_flash flash{content->url, content->bound, content->fields, {}};
    if (content->failed) flash.failed = error{content->failed->message, error_kind_from(content->failed->kind), true};
    return flash;
}

}  // namespace solder::detail
