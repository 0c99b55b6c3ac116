#ifndef TERMINAL_KEYS_HPP
#define TERMINAL_KEYS_HPP
#include <cstdint>
#include <optional>
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
    search,     ///< what follows is typed, up to `done`
    letter,     ///< a byte of what is typed
    erase,      ///< the last letter
    erase_all,  ///< all that was typed
    done,
};

struct keystroke {
    key what;
    char letter = 0;

    keystroke(key pressed, char typed = 0) : what(pressed), letter(typed) {}
    friend bool operator==(const keystroke&, const keystroke&) = default;
};

/// Finds keys in the bytes that a terminal sends (ECMA-48, xterm). Bytes that mean nothing here are passed over; a
/// sequence may come in pieces.
class key_decoder {
public:
    std::vector<keystroke> decode(std::string_view bytes);

private:
    enum class state : std::uint8_t { plain, escape, sequence };
    std::optional<keystroke> plain_key(char byte);

    state state_ = state::plain;
    bool typing_ = false;
    char parameter_ = 0;  // the first of a sequence, `5` in "ESC [ 5 ~"
};

}  // namespace monitor
#endif
