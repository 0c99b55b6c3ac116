#include <solder/html/element_ref.hpp>

// js/services.js has the body, like those of solder/client/host.hpp.
extern "C" {
/// Writes what the control holds to `to` when that has at most `room` bytes, and gives its length.
__attribute__((import_module("solder"), import_name("value_of"))) std::uint32_t solder_host_value_of(
    std::uint32_t node, char* to, std::uint32_t room);
}

namespace solder::detail {

std::string value_of_element(std::uint32_t node) {
    std::string text;
    while (true) {
        const auto room = text.size();
        text.resize(solder_host_value_of(node, text.data(), room));
        if (text.size() <= room) return text;
    }
}

}  // namespace solder::detail
