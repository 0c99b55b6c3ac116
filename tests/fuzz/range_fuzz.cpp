// A Range header: what it names lies within the file.
#include "../../src/server/byte_range.hpp"
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t whole = data[0];
    const std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
    for (const auto& header : {std::string(rest), "bytes=" + std::string(rest)}) {
        const auto range = solder::detail::read_byte_range(header, whole);
        if (range && (range->first > whole || range->size > whole - range->first)) std::abort();
    }
    return 0;
}
