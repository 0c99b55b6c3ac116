#ifndef TERMINAL_TERMINAL_HPP
#define TERMINAL_TERMINAL_HPP
#include "screen.hpp"
#include <csignal>
#include <initializer_list>
#include <string_view>
#include <termios.h>

namespace monitor {

/// A terminal that gives each key at once and shows a screen of its own. Destroyed, it is as it was before, with what
/// it showed before.
class terminal {
public:
    /// Throws `std::system_error` when `in` is no terminal.
    terminal(int in, int out) : in_(in), out_(out) { enter(); }
    ~terminal() { leave(); }
    terminal(const terminal&) = delete;

    /// Makes it ready after `leave`.
    void enter();
    /// Makes it what it was before.
    void leave();

    /// 24 by 80 when it does not tell.
    [[nodiscard]] screen_size size() const;
    /// False when there is nobody to write to any more.
    bool write(std::string_view bytes) const;

private:
    int in_;
    int out_;
    termios before_{};
    bool entered_ = false;
};

/// Signals that can be read from a file instead of interrupting the program. Those that come after the last one was
/// read act as ever when this is destroyed.
class signal_file {
public:
    /// Throws `std::system_error`.
    explicit signal_file(std::initializer_list<int> signals);
    ~signal_file();
    signal_file(const signal_file&) = delete;

    [[nodiscard]] int number() const { return file_; }
    /// The next one that has come; 0 when none has.
    [[nodiscard]] int next() const;
    /// Stops the program as SIGTSTP does; returns when it goes on.
    void pause_program() const;

private:
    sigset_t before_{};
    int file_ = -1;
};

}  // namespace monitor
#endif
