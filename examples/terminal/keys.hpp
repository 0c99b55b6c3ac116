#ifndef TERMINAL_KEYS_HPP
#define TERMINAL_KEYS_HPP
#include <cstdint>
#include <string_view>
#include <vector>

namespace monitor {

enum class key : std::uint8_t {
    quit,
    refresh,
    sort_by_cpu,
    sort_by_memory,
    sort_by_pid,
    pause,
    up,
    down,
    page_up,
    page_down,
    first,
    last,
};

/// Finds keys in the bytes that a terminal sends (ECMA-48, xterm). Bytes that mean nothing here are passed over; a
/// sequence may come in pieces.
class key_decoder {
public:
    std::vector<key> decode(std::string_view bytes);

private:
    enum class state : std::uint8_t { plain, escape, sequence };

    state state_ = state::plain;
    char parameter_ = 0;  // the first of a sequence, `5` in "ESC [ 5 ~"
};

}  // namespace monitor
#endif
