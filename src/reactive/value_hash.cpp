#include <cstring>
#include <solder/reactive/detail/value_hash.hpp>

namespace solder::detail {

std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = mix_hash(seed, text.size());
    for (; text.size() >= 8; text.remove_prefix(8)) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        hash = mix_hash(hash, word);
    }
    if (text.empty()) return hash;
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    return mix_hash(hash, rest);
}

}  // namespace solder::detail
