#include <solder/client/host.hpp>
#include <solder/client/local_storage.hpp>

namespace solder {

std::optional<std::string> read_local_storage(std::string_view name) {
    const auto name_bytes = static_cast<std::uint32_t>(name.size());
    std::string text;
    while (true) {
        const auto room = static_cast<std::uint32_t>(text.size());
        const auto bytes = solder_host_read_storage(name.data(), name_bytes, text.data(), room);
        if (bytes < 0) return std::nullopt;
        text.resize(static_cast<std::size_t>(bytes));
        if (text.size() <= room) return text;
    }
}

bool write_local_storage(std::string_view name, std::string_view text) {
    return solder_host_write_storage(name.data(), static_cast<std::uint32_t>(name.size()), text.data(),
                                     static_cast<std::uint32_t>(text.size())) != 0;
}

}  // namespace solder
