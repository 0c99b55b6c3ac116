#include "keys.hpp"

namespace monitor {
namespace {

std::optional<key> command_key(char byte) {
    switch (byte) {
        case '/':
            return key::search;
        case 'q':
            return key::quit;
        case 'r':
            return key::refresh;
        case 'c':
            return key::sort_by_cpu;
        case 'm':
            return key::sort_by_memory;
        case 'p':
            return key::sort_by_pid;
        case ' ':
            return key::pause;
        default:
            return std::nullopt;
    }
}

std::optional<keystroke> typed_key(char byte) {
    switch (byte) {
        case '\r':
        case '\n':
            return key::done;
        case '\b':
        case '\x7f':
            return key::erase;
        case '\x15':  // Ctrl-U, as in a shell
            return key::erase_all;
        default:
            return static_cast<unsigned char>(byte) < ' ' ? std::nullopt : std::optional(keystroke(key::letter, byte));
    }
}

/// @param final      the byte that ended a sequence
/// @param parameter  the first byte between, 0 when there was none
std::optional<key> sequence_key(char final, char parameter) {
    switch (final) {
        case 'A':
            return key::up;
        case 'B':
            return key::down;
        case 'H':
            return key::first;
        case 'F':
            return key::last;
        case '~':
            break;
        default:
            return std::nullopt;
    }
    switch (parameter) {
        case '1':
            return key::first;
        case '4':
            return key::last;
        case '5':
            return key::page_up;
        case '6':
            return key::page_down;
        default:
            return std::nullopt;
    }
}

bool ends_sequence(char byte) { return byte >= '@' && byte <= '~'; }

}  // namespace

std::optional<keystroke> key_decoder::plain_key(char byte) {
    auto found = typing_ ? typed_key(byte) : std::optional<keystroke>(command_key(byte));
    if (found && found->what == key::search) typing_ = true;
    if (found && found->what == key::done) typing_ = false;
    return found;
}

std::vector<keystroke> key_decoder::decode(std::string_view bytes) {
    std::vector<keystroke> found;
    auto add = [&](std::optional<keystroke> one) {
        if (one) found.push_back(*one);
    };
    for (char byte : bytes) {
        if (byte == '\x1b') {
            state_ = state::escape;
        } else if (state_ == state::escape && (byte == '[' || byte == 'O')) {
            state_ = state::sequence;
            parameter_ = 0;
        } else if (state_ != state::sequence) {
            state_ = state::plain;
            add(plain_key(byte));
        } else if (ends_sequence(byte)) {
            state_ = state::plain;
            add(sequence_key(byte, parameter_));
        } else if (parameter_ == 0) {
            parameter_ = byte;
        }
    }
    return found;
}

}  // namespace monitor
