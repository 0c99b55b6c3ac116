#ifndef TERMINAL_SCREEN_HPP
#define TERMINAL_SCREEN_HPP
#include <cstdint>
#include <memory>
#include <solder/core/callback.hpp>
#include <string>
#include <string_view>

namespace monitor {

struct screen_size {
    int rows = 24;
    int columns = 80;

    friend bool operator==(const screen_size&, const screen_size&) = default;
};

enum class look : std::uint8_t { plain, bold, marked, alarming };

/// One line of a screen.
struct line {
    std::string text;  ///< any bytes
    look style = look::plain;

    friend bool operator==(const line&, const line&) = default;
};

/// `text` with everything but printable ASCII as `\xNN`: whatever a process calls itself, the terminal obeys none of
/// it.
[[nodiscard]] std::string printable(std::string_view text);

/// Lines on a terminal. What is shown in one turn of the task queue is written in one piece, in the next turn.
class screen {
public:
    /// @param write  takes bytes for the terminal; not called after this is destroyed
    explicit screen(solder::callback<void(std::string_view)> write);

    /// An empty screen of this size.
    void clear(screen_size size);
    /// Writes line `row`, from 0, over what is there. Text that is too long is cut; rows that are not there are left
    /// out.
    void show(int row, const line& what);

private:
    struct output {
        solder::callback<void(std::string_view)> write;
        std::string waiting;
    };
    void put(std::string_view bytes);

    screen_size size_;
    std::shared_ptr<output> out_;
};

}  // namespace monitor
#endif
