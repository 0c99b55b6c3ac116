// Any bytes as a key and as a list of keys: what is read is written and read back to the same.
#include <cstdint>
#include <cstdlib>
#include <solder/wire/key.hpp>

namespace {

void require(bool good) {
    if (!good) std::abort();
}

void check_key(const solder::query_key& key, std::string_view text) {
    if (!key.is_exact())
        return require(key == solder::query_key(text.empty() ? solder::key_pattern() : solder::key_pattern(text)));
    const std::string canonical = key.text();
    require(solder::parse_key_text(canonical) == key);
    const auto entry = key.single_entry();
    require(entry && key.matches(*entry) && entry->text() == canonical);
    const solder::key_pattern pattern(std::vector(key.segments().begin(), key.segments().end()));
    require(pattern.matches(*entry));
    require(solder::key_pattern{entry->name()}.matches(*entry));
}

void check_list(std::string_view text) {
    const auto keys = solder::read_key_list(text);
    if (!keys) return require(solder::decode_key_list(text).empty());
    for (const auto& key : *keys)
        if (!solder::is_utf8(key.text())) return;  // a header cannot carry it
    const std::string written = solder::encode_key_list(*keys);
    for (const char c : written) require(c >= 0x20 && c < 0x7F);
    require(solder::read_key_list(written) == *keys);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_key(solder::parse_key_text(text), text);
    check_list(text);
    return 0;
}
