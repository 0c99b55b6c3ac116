#ifndef SOLDER_HTML_EVENT_HPP
#define SOLDER_HTML_EVENT_HPP
#include <string_view>

namespace solder {

/// What a handler is told about an event of the page; of details of custom events, `custom_event`. Good while the
/// handler runs; a coroutine copies what it needs before its first `co_await`.
class event {
public:
    std::string_view type;  ///< "click", "input", ...
    /// Of the button, input, select or textarea that has the handler; else of the element the event is about, when that
    /// has one.
    std::string_view value;
    /// Of a keyboard event: "Enter", "a", ...; "Process" when the key went to an input method, as Enter does that
    /// confirms what it offers.
    std::string_view key;
    bool checked = false;  ///< of the same element as `value`
    bool command = false;  ///< meta or ctrl was down
    bool shift = false;
    bool alt = false;

    /// The browser does not do what it would do by itself.
    void prevent_default() { default_prevented = true; }
    /// Handlers of elements around this one are not called.
    void stop_propagation() { propagation_stopped = true; }

    bool default_prevented = false;
    bool propagation_stopped = false;
};

}  // namespace solder
#endif
