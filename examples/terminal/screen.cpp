#include "screen.hpp"
#include <solder/core/environment.hpp>
#include <utility>

namespace monitor {
namespace {

std::string_view begin_of(look style) {
    switch (style) {
        case look::bold:
            return "\x1b[1m";
        case look::marked:
            return "\x1b[7m";
        case look::alarming:
            return "\x1b[1;31m";
        case look::plain:
            break;
    }
    return "";
}

bool is_printable(char byte) { return byte >= ' ' && byte <= '~'; }

}  // namespace

std::string printable(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    std::string safe;
    for (char byte : text) {
        if (is_printable(byte)) {
            safe += byte;
            continue;
        }
        auto bits = static_cast<unsigned char>(byte);
        safe += "\\x";
        safe += digits[bits >> 4];
        safe += digits[bits & 15];
    }
    return safe;
}

screen::screen(solder::callback<void(std::string_view)> write)
    : out_(std::make_shared<output>(output{std::move(write), {}})) {}

void screen::clear(screen_size size) {
    size_ = size;
    put("\x1b[0m\x1b[2J");
}

void screen::show(int row, const line& what) {
    if (row < 0 || row >= size_.rows) return;
    auto room = static_cast<std::size_t>(size_.columns);
    auto text = printable(what.text);
    text.resize(what.style == look::marked ? room : std::min(text.size(), room), ' ');
    std::string bytes = "\x1b[" + std::to_string(row + 1) + ";1H";
    bytes += begin_of(what.style);
    bytes += text;
    if (what.style != look::plain) bytes += "\x1b[0m";
    // After the last column the cursor still stands on it, and would erase it.
    if (text.size() < room) bytes += "\x1b[K";
    put(bytes);
}

void screen::put(std::string_view bytes) {
    bool is_first = out_->waiting.empty();
    out_->waiting += bytes;
    if (!is_first) return;
    solder::current_task_queue().post([weak = std::weak_ptr(out_)] {
        if (auto out = weak.lock()) out->write(std::exchange(out->waiting, {}));
    });
}

}  // namespace monitor
