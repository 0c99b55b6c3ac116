#include <algorithm>
#include <solder/query/response.hpp>

namespace solder {
namespace {

bool same_name(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool is_redirect_status(std::uint16_t status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

void add_revalidate(response& to, const response_options& options) {
    if (options.revalidate) to.headers.emplace_back("X-Revalidate", encode_key_list(*options.revalidate));
}

}  // namespace

const std::string* response::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (same_name(key, name)) return &value;
    return nullptr;
}

std::string_view response::location() const {
    auto* found = header("Location");
    return found ? std::string_view(*found) : std::string_view();
}

response redirect(std::string url, response_options options) {
    response made{is_redirect_status(options.status) ? options.status : std::uint16_t{302}, {}};
    bool clean = std::ranges::none_of(url, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (clean) made.headers.emplace_back("Location", std::move(url));
    add_revalidate(made, options);
    return made;
}

response reload(response_options options) {
    response made{options.status ? options.status : std::uint16_t{200}, {}};
    add_revalidate(made, options);
    return made;
}

failure fail(response answer) {
    return {error{"", error_kind::responded, true, std::make_shared<const response>(std::move(answer))}};
}

}  // namespace solder
