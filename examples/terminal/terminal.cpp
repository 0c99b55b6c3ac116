#include "terminal.hpp"
#include <cerrno>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <system_error>
#include <unistd.h>

namespace monitor {
namespace {

// The second screen of the terminal, empty, without a cursor; and back.
constexpr std::string_view to_own_screen = "\x1b[?1049h\x1b[2J\x1b[?25l";
constexpr std::string_view to_screen_before = "\x1b[0m\x1b[?25h\x1b[?1049l";

[[noreturn]] void give_up(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

void terminal::enter() {
    if (::tcgetattr(in_, &before_) != 0) give_up("tcgetattr");
    auto wanted = before_;
    // Each key at once and unseen; ^C and ^Z are still signals, ^S does not stop the output.
    wanted.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    wanted.c_iflag &= ~static_cast<tcflag_t>(IXON);
    wanted.c_cc[VMIN] = 1;
    wanted.c_cc[VTIME] = 0;
    if (::tcsetattr(in_, TCSANOW, &wanted) != 0) give_up("tcsetattr");
    entered_ = true;
    write(to_own_screen);
}

void terminal::leave() {
    if (!entered_) return;
    entered_ = false;
    write(to_screen_before);
    ::tcsetattr(in_, TCSANOW, &before_);
}

screen_size terminal::size() const {
    winsize told{};
    if (::ioctl(out_, TIOCGWINSZ, &told) != 0 || told.ws_row == 0 || told.ws_col == 0) return {};
    return {told.ws_row, told.ws_col};
}

bool terminal::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        auto count = ::write(out_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

signal_file::signal_file(std::initializer_list<int> signals) {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (int number : signals) sigaddset(&wanted, number);
    file_ = ::signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
    if (file_ < 0) give_up("signalfd");
    ::sigprocmask(SIG_BLOCK, &wanted, &before_);
}

signal_file::~signal_file() {
    ::close(file_);
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

int signal_file::next() const {
    signalfd_siginfo came{};
    return ::read(file_, &came, sizeof came) == sizeof came ? static_cast<int>(came.ssi_signo) : 0;
}

void signal_file::pause_program() const {
    ::raise(SIGTSTP);  // waits: it is blocked
    sigset_t stop, blocked;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    ::sigprocmask(SIG_UNBLOCK, &stop, &blocked);  // stops here
    ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
}

}  // namespace monitor
