#ifndef SOLDER_SRC_HTML_SERVER_BYTES_HPP
#define SOLDER_SRC_HTML_SERVER_BYTES_HPP
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Texts of a page are short, and many: a call of `memcpy` costs more than most of them.

namespace solder::detail {

template <class Word>
Word load(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// The same bytes to another place, from the front and from the back: the two may share some.
template <class Word>
void copy_ends(char* to, const char* from, std::size_t size) {
    const auto first = load<Word>(from), last = load<Word>(from + size - sizeof(Word));
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + size - sizeof last, &last, sizeof last);
}

using sixteen_bytes = unsigned char __attribute__((vector_size(16)));

/// @return the end of what was written
inline char* copy_short(char* to, std::string_view text) {
    const char* from = text.data();
    const auto size = text.size();
    if (size > 64)
        std::memcpy(to, from, size);
    else if (size > 32)
        copy_ends<sixteen_bytes>(to, from, 32), copy_ends<sixteen_bytes>(to + size - 32, from + size - 32, 32);
    else if (size >= 16)
        copy_ends<sixteen_bytes>(to, from, size);
    else if (size >= 8)
        copy_ends<std::uint64_t>(to, from, size);
    else if (size >= 4)
        copy_ends<std::uint32_t>(to, from, size);
    else if (size >= 2)
        copy_ends<std::uint16_t>(to, from, size);
    else if (size == 1)
        *to = *from;
    return to + size;
}

/// All of 1 to 7 bytes, some of them twice; from 4 on the first 4 and then the last 4.
inline std::uint64_t load_short(std::string_view text) {
    const char* const from = text.data();
    const auto size = text.size();
    if (size >= 4) return load<std::uint32_t>(from) | std::uint64_t{load<std::uint32_t>(from + size - 4)} << 32;
    const auto byte = [from](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(from[i])}; };
    // The first is put at both ends of four bytes, the others between; the last factor writes the four twice.
    return (byte(0) * 0x01000001 | byte(size / 2) << 8 | byte(size - 1) << 16) * 0x1'0000'0001;
}

/// The last 16 bytes of a text; of a shorter one, that is not empty, all of them, some twice.
inline sixteen_bytes load_tail(std::string_view text) {
    const char* const end = text.data() + text.size();
    if (text.size() >= 16) return load<sixteen_bytes>(end - 16);
    using two_words = std::uint64_t __attribute__((vector_size(16)));
    if (text.size() >= 8)
        return reinterpret_cast<sixteen_bytes>(
            two_words{load<std::uint64_t>(text.data()), load<std::uint64_t>(end - 8)});
    const auto word = load_short(text);
    return reinterpret_cast<sixteen_bytes>(two_words{word, word});
}

}  // namespace solder::detail
#endif
