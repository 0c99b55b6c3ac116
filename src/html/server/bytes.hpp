#ifndef SOLDER_HTML_SERVER_BYTES_HPP
#define SOLDER_HTML_SERVER_BYTES_HPP
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

/// All of the last bytes of a text that has 4 or more, some of them twice: not more than 16.
inline sixteen_bytes load_tail(std::string_view text) {
    const char* const end = text.data() + text.size();
    if (text.size() >= 16) return load<sixteen_bytes>(end - 16);
    using two_words = std::uint64_t __attribute__((vector_size(16)));
    if (text.size() >= 8)
        return reinterpret_cast<sixteen_bytes>(
            two_words{load<std::uint64_t>(text.data()), load<std::uint64_t>(end - 8)});
    const auto word = load<std::uint32_t>(text.data()) | std::uint64_t{load<std::uint32_t>(end - 4)} << 32;
    return reinterpret_cast<sixteen_bytes>(two_words{word, word});
}

}  // namespace solder::detail
#endif
