// What a browser sends as sealed cookies, and what an application sets as cookies, on arbitrary bytes: nothing opens
// that was not sealed, and no cookie says more than its author may.
#include "../../src/server/cookie_text.hpp"
#include "../../src/server/cross_site.hpp"
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <solder/server/sealing_keys.hpp>

namespace {

constexpr std::chrono::sys_seconds now(std::chrono::seconds(1'800'000'000));

void require(bool ok) {
    if (!ok) std::abort();
}

const solder::sealing_keys& keys() {
    static const auto* made = new solder::sealing_keys(solder::sealing_keys::from_text(std::string(64, '3')).value());
    return *made;
}

void open_cookies(std::string_view text) {
    solder::http_request request;
    if (!request.headers.append("cookie", text)) return;
    for (const auto value : solder::detail::find_cookies(request, "s")) {
        require(!value.contains(';'));
        require(!keys().open("session s", value, now));  // to make one that opens is to break the cipher
    }
}

/// One bit of a sealed text changed, at a place that `data` says.
void change_sealed(std::string_view text, std::size_t place) {
    const auto until = now + std::chrono::seconds(1);
    auto sealed = keys().seal("session s", text, until);
    require(sealed.size() == solder::sealing_keys::sealed_bytes(text.size()));
    require(keys().open("session s", sealed, now) == text || sealed.size() > 8192);
    require(!keys().open("session s", sealed, until));
    sealed[place % sealed.size()] = static_cast<char>(sealed[place % sealed.size()] ^ (1 << place % 7));
    require(!keys().open("session s", sealed, now));
}

void set_cookies(std::string_view text) {
    const auto middle = text.size() / 2;
    const solder::http_request request;
    const auto value = solder::detail::set_cookie_text("n", text.substr(middle), {}, request);
    if (value) require(value->starts_with("n=" + std::string(text.substr(middle)) + "; Path=/; HttpOnly"));
    const auto both = solder::detail::set_cookie_text(text.substr(0, middle), text.substr(middle), {}, request);
    const auto place = solder::detail::set_cookie_text("n", "v", {.path = "/" + std::string(text)}, request);
    for (const auto& each : {value, both, place}) {
        if (!each) continue;
        solder::http_headers headers;
        require(headers.append("set-cookie", *each));
        require(std::ranges::count(*each, ';') == 4);
        solder::detail::put_set_cookie(headers, *each);
        require(headers.size() == 1);
    }
}

void origins(std::string_view text) {
    const auto origin = solder::detail::parse_origin(text);
    if (origin) require(origin == solder::detail::origin_of(text));
    solder::http_request request;
    request.headers.set("host", "here");
    if (!request.headers.set("referer", text)) return;
    const auto back = solder::detail::page_before(request);
    require(back.starts_with('/') && !back.starts_with("//") && !back.starts_with("/\\"));
    if (!solder::detail::is_foreign(request, {})) require(solder::detail::origin_of(text)->host == "here");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    open_cookies(text);
    change_sealed(text, static_cast<std::size_t>(data[0]) * 256 + data[1]);
    set_cookies(text);
    origins(text);
    (void)solder::sealing_keys::from_text(text);
    return 0;
}
