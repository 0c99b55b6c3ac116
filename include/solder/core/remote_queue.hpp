#ifndef SOLDER_CORE_REMOTE_QUEUE_HPP
#define SOLDER_CORE_REMOTE_QUEUE_HPP
#ifdef __wasm__
#error "<solder/core/remote_queue.hpp> is for programs with threads: a page has one"
#endif
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <solder/core/environment.hpp>
#include <solder/core/only_refers.hpp>
#include <tuple>
#include <type_traits>
#include <vector>

namespace solder {

/// Brings work to the thread of a task queue, its home, from other threads. `current_task_queue().remote()` gives that
/// of this thread; it may outlive the queue.
class remote_queue {
public:
    /// For task queues.
    /// @param wake  makes the home thread call `take` soon. Called on the thread that posts, one call at a time, and
    ///              never after `close`
    explicit remote_queue(callback<void()> wake) : wake_(std::move(wake)) {}

    /// Runs `work` at home after its current turn, in order of posting; the work is destroyed there. When home has
    /// ended it is destroyed unrun, on this thread. From any thread.
    void post(callback<void()> work);

    /// What was posted since the last call. At home.
    [[nodiscard]] std::vector<callback<void()>> take();
    /// Waits until there is something to take. False when nothing came for `limit`. At home, for loops that wait for
    /// nothing else.
    bool wait(std::chrono::milliseconds limit);
    /// Drops what was posted, and takes nothing more. At home.
    void close();

private:
    std::mutex guard_;
    std::condition_variable came_;
    callback<void()> wake_;
    std::vector<callback<void()>> posted_;
    bool is_closed_ = false;
};

namespace detail {

/// Text or elements that somebody else has. The text of a literal stays.
template <class T>
inline constexpr bool is_of_elsewhere = only_refers<std::remove_cvref_t<T>> || std::is_same_v<std::decay_t<T>, char*>;

}  // namespace detail

/// What `at_home` gives.
template <class Fn>
class remote_function {
public:
    explicit remote_function(Fn fn) : held_(new held{std::move(fn), current_task_queue().remote()}, let_go_at_home()) {}

    template <class... Args>
        requires std::is_invocable_v<Fn&, std::decay_t<Args>...>
    void operator()(Args&&... args) const {
        static_assert((!detail::is_of_elsewhere<Args> && ...),
                      "give a std::string or a vector: when the function is called at home, what a view shows may be "
                      "gone");
        held_->home->post([held = held_, given = std::tuple<std::decay_t<Args>...>(std::forward<Args>(
                                             args)...)]() mutable { std::apply(held->fn, std::move(given)); });
    }

private:
    struct held {
        Fn fn;
        std::shared_ptr<remote_queue> home;
    };
    /// The last copy may go on another thread; what it holds goes at home.
    struct let_go_at_home {
        void operator()(held* last) const {
            auto home = last->home;
            home->post([own = std::unique_ptr<held>(last)] {});
        }
    };
    std::shared_ptr<held> held_;
};

/// `fn`, such as a `resolver` or the setter of a signal, for others to call: what this gives is copied, called and
/// destroyed on any thread. Each call keeps copies of its arguments, and calls `fn` on the thread where this was made,
/// later; `fn` is destroyed there too. Once the queue of that thread has ended, calls do nothing.
template <class Fn>
[[nodiscard]] remote_function<std::decay_t<Fn>> at_home(Fn&& fn) {
    return remote_function<std::decay_t<Fn>>(std::forward<Fn>(fn));
}

}  // namespace solder
#endif
