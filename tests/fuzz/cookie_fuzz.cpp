// Cookies, header fields, request parsing and negotiation on arbitrary bytes: no crash, and no way to write another
// header.
#include "../../src/server/request_parser.hpp"
#include <cstdlib>
#include <solder/server/http.hpp>
#include <solder/server/static_files.hpp>

namespace {

void require(bool ok) {
    if (!ok) std::abort();
}

void fields(std::string_view text) {
    const auto middle = text.size() / 2;
    const std::string_view name = text.substr(0, middle), value = text.substr(middle);
    solder::http_headers headers;
    headers.append("a", "b");
    if (headers.set(name, value)) {
        require(headers.find(name) == value);
        require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
        require(name.find_first_of(std::string_view(" :\r\n\0", 5)) == std::string_view::npos);
    }
    if (const auto cookie = solder::find_cookie(value, name)) require(cookie->find(';') == std::string_view::npos);
    (void)solder::choose_coding(text, true, true);
    (void)solder::matches_etag(text, "\"x\"");
}

/// However the bytes are cut, the outcome is the same.
void requests(std::string_view text, std::size_t step) {
    using state = solder::detail::request_parser::state;
    const auto run = [&](std::size_t size) {
        solder::detail::request_parser parser(4096, 4096);
        std::string held, seen;
        for (std::string_view left = text; !left.empty() && parser.now() != state::refused;) {
            held += left.substr(0, size);
            left.remove_prefix(std::min(size, left.size()));
            for (std::size_t taken = 1; taken > 0 && !held.empty() && parser.now() != state::refused;) {
                taken = parser.feed(held);
                held.erase(0, taken);
                if (parser.now() == state::done) seen += parser.take().body + '|';
            }
        }
        return seen;
    };
    require(run(text.size()) == run(step));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    fields(text);
    if (!text.empty()) requests(text, 1 + data[0] % 16);
    return 0;
}
