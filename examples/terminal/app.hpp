#ifndef TERMINAL_APP_HPP
#define TERMINAL_APP_HPP
#include "keys.hpp"
#include "queries.hpp"
#include "screen.hpp"
#include <chrono>
#include <solder/query/create_async.hpp>
#include <solder/reactive/deferred.hpp>
#include <solder/reactive/signal.hpp>

namespace monitor {

/// The program, apart from its terminal: takes keys and sizes, shows lines. Needs an `environment_scope`.
class app {
public:
    /// @param watched   not owned
    /// @param shown     not owned
    /// @param interval  from one look at the machine to the next
    app(machine& watched, screen& shown, screen_size size, std::chrono::milliseconds interval);

    /// Any key but `quit`, which is for the caller to obey.
    void press(keystroke pressed);
    /// Shows everything anew, in this size.
    void redraw(screen_size size) { size_.set(size); }

private:
    void refresh_by_interval() const;
    void type(keystroke pressed) const;
    void select(int row) const;
    [[nodiscard]] int find_selected(const int* before) const;
    [[nodiscard]] int find_first(const int* before, int height) const;

    void draw() const;
    void draw_row(int row, solder::memo<int> first, int offset) const;
    template <class Fn>
    void draw_line(int row, Fn text) const;
    [[nodiscard]] line summary() const;

    screen& shown_;
    std::chrono::milliseconds interval_;
    query_scope scope_;

    // What the person at the keys decides.
    solder::signal<screen_size> size_;
    solder::signal<sort_order> order_{sort_order::cpu};
    solder::signal<bool> paused_{false};
    solder::signal<std::int64_t> followed_{0};  // a process; 0: none
    solder::signal<bool> searching_{false};     // the keys type `typed_`
    solder::signal<std::string> typed_{std::string()};

    // What follows from it.
    solder::readable<std::string> text_;  // `typed_`, when that pauses
    solder::async_value<process_list> processes_;
    solder::memo<int> selected_;  // the row of the process that is followed; when that has ended, the row it was in
};

}  // namespace monitor
#endif
