#ifndef SOLDER_HTML_CUSTOM_EVENT_HPP
#define SOLDER_HTML_CUSTOM_EVENT_HPP
#include <solder/html/event.hpp>
#include <solder/html/hole_value.hpp>
#include <solder/wire/json.hpp>

namespace solder {

/// What a handler is told that takes the detail of a `CustomEvent`, as custom elements dispatch them.
///
/// The detail is read from what `JSON.stringify` makes of it, at most 1 MiB: no nodes, no functions. When it is no
/// `Detail`, or the event has none, the console says what does not fit, and the handler is not called.
///
/// In a coroutine that takes it by value the detail stays, and the rest is good until the first `co_await`.
///
/// @tparam Detail  what `from_json` reads; an optional one may be null, which it is when nothing is given
template <class Detail>
class custom_event : public event {
public:
    explicit custom_event(const event& e) : event(e) { key = {}; }

    Detail detail{};
};

namespace detail {

/// From now on the document hands over the details of custom events, in place of a key.
void ask_for_details();
/// Reads the detail of an event, or says in the console why there is none.
bool read_detail(const event& e, json_read read, void* detail);

template <class Fn>
struct detail_handler {
    using detail_type = wanted_detail<Fn>;
    static_assert(encodable<detail_type>,
                  "the detail of an event is read from JSON: make it a plain struct, or specialise json_format");
    handler_of<Fn> handler;

    explicit detail_handler(Fn fn) : handler{std::move(fn)} { ask_for_details(); }
    void operator()(event& e) {
        custom_event<detail_type> told(e);
        if (!read_detail(e, &read_json_object<detail_type>, &told.detail)) return;
        handler(told);
        e.default_prevented = told.default_prevented;
        e.propagation_stopped = told.propagation_stopped;
    }
};
template <called_with_detail Fn>
struct handler_choice<Fn> : std::type_identity<detail_handler<Fn>> {};

}  // namespace detail
}  // namespace solder
#endif
