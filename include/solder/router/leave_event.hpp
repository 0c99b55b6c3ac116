#ifndef SOLDER_ROUTER_LEAVE_EVENT_HPP
#define SOLDER_ROUTER_LEAVE_EVENT_HPP
#include <memory>
#include <solder/core/callback.hpp>
#include <solder/router/history.hpp>
#include <solder/router/navigate_options.hpp>
#include <string>

namespace solder {

class router_state;

/// What a guard is told of.
struct leave_event_data {
    std::string from;             ///< path, search and hash that are shown
    std::string to = {};          ///< where it goes, resolved; empty for moves in the history whose end is not known
    int delta = 0;                ///< a move in the history by so many entries; 0: a navigation
    bool leaves_browser = false;  ///< the tab is closed, or another site is opened: cannot be retried
    navigate_options options = {};
    bool prevented = false;
    std::weak_ptr<router_state*> router = {};
};

/// The page is about to be left, also for another search, hash or state of the same page. A handle: keep a copy to
/// `retry` later.
class leave_event {
public:
    explicit leave_event(std::shared_ptr<leave_event_data> data) : data_(std::move(data)) {}
    [[nodiscard]] const leave_event_data& operator*() const { return *data_; }
    [[nodiscard]] const leave_event_data* operator->() const { return data_.get(); }
    /// Whether this guard or another has asked to stay.
    [[nodiscard]] bool default_prevented() const { return data_->prevented; }
    /// Stays: location and history do not change. Only while the guard runs.
    void prevent_default() const { data_->prevented = true; }
    /// Goes after all, later.
    /// @param force  without asking guards again
    void retry(bool force = false) const;

private:
    std::shared_ptr<leave_event_data> data_;
};

using leave_guard = callback<void(const leave_event&)>;

/// Asks `guard` before what is shown is left by a navigation, a move in the history, or out of the browser's page;
/// until the current owner ends. All guards are asked, in the order they were added. Not on a server.
void use_before_leave(leave_guard guard);

}  // namespace solder
#endif
