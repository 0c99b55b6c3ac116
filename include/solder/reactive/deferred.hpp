#ifndef SOLDER_REACTIVE_DEFERRED_HPP
#define SOLDER_REACTIVE_DEFERRED_HPP
#include <optional>
#include <solder/core/timer.hpp>
#include <solder/reactive/readable.hpp>

namespace solder {

struct deferred_options {
    /// How long the source has to stay as it is before it is followed; each change begins the wait anew. 0: no wait but
    /// for the current turn.
    std::chrono::milliseconds after{0};
    /// The longest a change waits where others keep coming. None: as long as they come.
    std::optional<std::chrono::milliseconds> timeout = std::nullopt;
};

namespace detail {

/// When a deferred value follows its source: the part without types.
class deferral : public ref_counted {
public:
    explicit deferral(deferred_options options) : options_(options) {}

protected:
    void source_changed();

private:
    virtual void follow() = 0;
    std::chrono::milliseconds next_wait();
    void follow_now();

    deferred_options options_;
    std::optional<scoped_timer> timer_;
    std::chrono::milliseconds latest_{0};  // on the clock; where a timeout is given
    bool waits_ = false;
};

template <class T>
class deferral_of final : public deferral {
public:
    deferral_of(signal<T> shown, deferred_options options) : deferral(options), shown_(std::move(shown)) {}
    void put(const T& next) {
        next_ = next;
        source_changed();
    }

private:
    void follow() override { shown_.set(*std::exchange(next_, std::nullopt)); }
    signal<T> shown_;
    // Kept rather than read again then: what a transition made goes by what that will show.
    std::optional<T> next_;
};

}  // namespace detail

/// A value that follows another when this thread has got around to it: for what is costly to show, such as the results
/// of a search beside the field that is typed into. Whoever reads it runs after everything that reads the source, in a
/// turn of its own, once for all changes in between.
///
/// It follows by way of the task queue: work that was posted before the change runs first. There is no waiting for an
/// idle thread as in a browser's `requestIdleCallback`: a busy queue delays it by what is in the queue, no longer.
///
/// It goes by what is shown: a transition reaches it after that has settled. On a server it keeps its first value. When
/// the owner around ends it keeps its last value, and a wait is given up. Outside of any owner it follows nothing: a
/// mistake that debug builds tell of. Needs a task queue, and a clock where `timeout` is given (`environment_scope`).
///
/// @param source  a signal, a memo or any callable that gives a copyable value
template <detail::accessor Accessor>
[[nodiscard]] auto create_deferred(Accessor source, deferred_options options = {}, call_site made = SOLDER_HERE) {
    using value = detail::accessed<Accessor>;
    static_assert(std::copyable<value>, "a deferred value is a copy of its source: defer a pointer to what has none");
    auto from = detail::as_handle(std::move(source), made);
    signal<value> shown(value(from.peek()), made);
    // An effect, not `create_computed`: that would also follow what a transition has not shown yet.
    create_render_effect(
        [from, later = make_ref<detail::deferral_of<value>>(shown, options), is_first = true]() mutable {
            const auto& now = from();
            if (!std::exchange(is_first, false)) later->put(now);
        },
        made);
    return readable<value>(std::move(shown));
}

}  // namespace solder
#endif
