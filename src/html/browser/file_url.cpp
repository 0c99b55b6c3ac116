#include <solder/html/file_url.hpp>

// js/file_urls.js has the bodies.
extern "C" {
/// Makes an address for the chosen file of this number, writes it to `to` when that has at most `room` bytes, and gives
/// its length; 0 when there is no such file. One that has no room yet is what the next call writes.
__attribute__((import_module("solder"), import_name("make_file_url"))) std::uint32_t solder_host_make_file_url(
    std::uint32_t node, std::uint32_t number, char* to, std::uint32_t room);
__attribute__((import_module("solder"), import_name("drop_file_url"))) void solder_host_drop_file_url(
    const char* url, std::uint32_t bytes);
}

namespace solder::detail {

std::string make_file_url(std::uint32_t node, std::size_t number) {
    std::string url;
    while (true) {
        const auto room = url.size();
        url.resize(solder_host_make_file_url(node, number, url.data(), room));
        if (url.size() <= room) return url;
    }
}

void drop_file_url(std::string_view url) { solder_host_drop_file_url(url.data(), url.size()); }

}  // namespace solder::detail
