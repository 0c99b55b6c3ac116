#include "app.hpp"
#include "event_loop.hpp"
#include "options.hpp"
#include "report.hpp"
#include "terminal.hpp"
#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>
#include <solder/core/start.hpp>
#include <unistd.h>

namespace monitor {
namespace {

/// Prints a report; the status that the program ends with.
int print_report(machine& watched) {
    event_loop loop;
    query_scope scope(watched);
    std::optional<solder::result<report>> made;
    auto running = scope.run(
        [&] { return solder::start(make_report(), [&](auto outcome) { made.emplace(std::move(outcome)); }); });
    loop.run();
    if (!made || !*made) {
        std::fprintf(stderr, "terminal: %s\n", made ? made->error().message.c_str() : "there is no report");
        return 1;
    }
    std::fputs((*made)->text.c_str(), stdout);
    return std::fflush(stdout) == 0 && (*made)->complete ? 0 : 1;
}

/// How a program ends that watches: by a key, by a signal, or by a defect.
struct ending {
    int signal = 0;
    std::optional<solder::error> defect;
};

/// Obeys keys and signals until one of them ends the program.
class session {
public:
    session(machine& watched, std::chrono::milliseconds interval)
        : screen_([this](std::string_view bytes) {
              if (!terminal_.write(bytes)) loop_.stop();
          }),
          app_(watched, screen_, terminal_.size(), interval) {
        solder::set_unhandled_error_hook([this](const solder::error& reason) {
            how_.defect = reason;
            loop_.stop();
        });
        loop_.watch(STDIN_FILENO, [this] { read_keys(); });
        loop_.watch(signals_.number(), [this] { obey_signals(); });
    }
    ~session() { solder::set_unhandled_error_hook(nullptr); }
    session(const session&) = delete;

    ending run() {
        loop_.run();
        return how_;
    }

private:
    void read_keys() {
        char bytes[256];
        auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) return loop_.stop();  // the terminal is gone
        for (auto pressed : keys_.decode({bytes, static_cast<std::size_t>(count)})) {
            if (pressed.what == key::quit) return loop_.stop();
            app_.press(pressed);
        }
    }
    void obey_signals() {
        while (int came = signals_.next()) {
            if (came != SIGWINCH && came != SIGTSTP) {
                how_.signal = came;
                return loop_.stop();
            }
            if (came == SIGTSTP) {
                terminal_.leave();
                signals_.pause_program();
                terminal_.enter();
            }
            app_.redraw(terminal_.size());
        }
    }

    // In this order: the terminal is itself again before signals act as ever.
    signal_file signals_{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP};
    terminal terminal_{STDIN_FILENO, STDOUT_FILENO};
    event_loop loop_;
    key_decoder keys_;
    screen screen_;
    app app_;
    ending how_;
};

int watch(machine& watched, std::chrono::milliseconds interval) {
    auto how = session(watched, interval).run();
    if (how.signal != 0) ::raise(how.signal);  // so that the caller sees what ended this
    if (!how.defect) return 0;
    std::fprintf(stderr, "terminal: %s\n", how.defect->message.c_str());
    return 1;
}

int run(const options& given) {
    proc_folder files(given.proc);
    machine watched(files);
    bool at_terminal = ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO);
    return given.once || !at_terminal ? print_report(watched) : watch(watched, given.interval);
}

}  // namespace
}  // namespace monitor

int main(int count, char** words) try {
    auto given = monitor::parse_options({words + std::min(count, 1), words + count});
    if (!given) {
        std::fprintf(stderr, "terminal: %s\n%s", given.error().message.c_str(), monitor::usage.data());
        return 2;
    }
    if (given->help) return std::fputs(monitor::usage.data(), stdout) < 0;
    return monitor::run(*given);
} catch (const std::exception& problem) {
    std::fprintf(stderr, "terminal: %s\n", problem.what());
    return 1;
}
