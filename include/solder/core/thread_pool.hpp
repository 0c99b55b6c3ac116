#ifndef SOLDER_CORE_THREAD_POOL_HPP
#define SOLDER_CORE_THREAD_POOL_HPP
#ifdef __wasm__
#error "<solder/core/thread_pool.hpp> is for programs with threads: a page has one"
#endif
#include <memory>
#include <optional>
#include <solder/core/await_callback.hpp>
#include <solder/core/co_invoke.hpp>
#include <solder/core/remote_queue.hpp>
#include <stop_token>
#include <tuple>
#include <type_traits>

namespace solder {
namespace detail {

/// Work on its way: made at home, run on a thread of a pool, told and destroyed at home.
class pool_job {
public:
    virtual ~pool_job() = default;
    /// Runs the work; an exception is a failure. On a thread of the pool.
    void run() noexcept;
    virtual void fail(error reason) = 0;
    /// Gives the outcome to who waits. At home.
    virtual void tell() = 0;

    std::shared_ptr<remote_queue> home = current_task_queue().remote();
    std::stop_source stop{std::nostopstate};  // has a state when the work looks at it

private:
    virtual void run_work() = 0;
};

template <class Work>
inline constexpr bool takes_stop_token = std::is_invocable_v<Work&, std::stop_token>;

template <class T>
struct pool_value_of {
    static_assert(!is_task<T>, "work for a thread pool is a plain function: a task belongs to the thread that made it");
    using type = T;
};
template <class T>
struct pool_value_of<result<T>> : pool_value_of<T> {};

/// What a task of `Work` gives.
template <class Work>
using pool_value = pool_value_of<std::decay_t<typename std::conditional_t<
    takes_stop_token<Work>, std::invoke_result<Work&, std::stop_token>, std::invoke_result<Work&>>::type>>::type;

template <class T, class Work>
class pool_job_of final : public pool_job {
public:
    pool_job_of(Work work, resolver<T> done) : work_(std::move(work)), done_(std::move(done)) {
        if constexpr (takes_stop_token<Work>) stop = std::stop_source();
    }
    void fail(error reason) override { outcome_.emplace(std::unexpected(std::move(reason))); }
    void tell() override { done_(std::move(*outcome_)); }

private:
    decltype(auto) call() {
        if constexpr (takes_stop_token<Work>)
            return work_(stop.get_token());
        else
            return work_();
    }
    void run_work() override {
        if constexpr (std::is_void_v<decltype(call())>) {
            call();
            outcome_.emplace();
        } else {
            outcome_.emplace(call());
        }
    }

    Work work_;
    resolver<T> done_;
    std::optional<result<T>> outcome_;
};

/// What a pool shares with its threads and its jobs.
class pool_threads;
/// @return takes the job back, or tells it to stop
callback<void()> submit(const std::shared_ptr<pool_threads>& to, std::unique_ptr<pool_job> job);

template <class T, class Work>
task<T> run_in(std::shared_ptr<pool_threads> pool, Work work) {
    await_callback<T> done([&](resolver<T> resolve) {
        return submit(pool, std::make_unique<pool_job_of<T, Work>>(std::move(work), std::move(resolve)));
    });
    co_return co_await done;
}

}  // namespace detail

/// Threads for work that blocks: databases, files, hashing of passwords. A task that waits for such work lets others
/// run.
class thread_pool {
public:
    /// @param threads  at a time, at least 1; started as work comes, and kept. Work beyond them waits for its turn.
    explicit thread_pool(unsigned threads);
    /// Work that waits for its turn fails with `error_kind::cancelled`. Blocks until what runs on other
    /// threads has ended.
    ~thread_pool();
    thread_pool(const thread_pool&) = delete;
    thread_pool& operator=(const thread_pool&) = delete;

    /// The task of `work()`, a `T`, `result<T>` or nothing, on a thread of the pool; the task goes on on its own
    /// thread. An exception of `work` is a failure. Lazy, as all tasks.
    ///
    /// `work` has to own what it uses, or to know that it lives for longer: the task may be cancelled while `work`
    /// runs. Then its outcome is dropped; when it takes a `std::stop_token`, that says so. Work whose turn has not come
    /// is dropped. `work` is destroyed on the thread of the task, so it may hold handles of that thread (signals,
    /// requests), but must not use or copy them.
    template <class Work>
    [[nodiscard]] task<detail::pool_value<Work>> run(Work work) const {
        return detail::run_in<detail::pool_value<Work>>(threads_, std::move(work));
    }

    /// Blocks until no work runs or waits for its turn: from then on nothing of it uses what it uses. Not from work of
    /// this pool.
    void wait_until_idle() const;

private:
    std::shared_ptr<detail::pool_threads> threads_;
};

/// The pool of `run_blocking`: 64 threads at most. It ends with the program: what its work uses has to live until then,
/// or until `wait_until_idle()` has returned, as it has when `serve` returns.
[[nodiscard]] const thread_pool& shared_thread_pool();

/// `co_await run_blocking([id] { return database.read(id); })`: work that blocks, without keeping other tasks of this
/// thread from running. See `thread_pool::run`. Where `work` owns something, make the task in a line of
/// its own before `co_await` (g++ 12, docs/core.md). Takes a thread of a pool that the program shares: give work that
/// must not wait behind others a pool of its own.
template <class Work>
[[nodiscard]] auto run_blocking(Work work) {
    return shared_thread_pool().run(std::move(work));
}

namespace detail {

template <class Fn>
struct blocking_function {
    std::shared_ptr<Fn> fn;
    const thread_pool* pool;

    template <class... Args>
        requires std::is_invocable_v<Fn&, std::decay_t<Args>...>
    auto operator()(Args&&... args) const {
        return pool->run([fn = fn, given = std::tuple<std::decay_t<Args>...>(std::forward<Args>(args)...)]() mutable {
            return std::apply(*fn, std::move(given));
        });
    }
};

}  // namespace detail

/// `fn` whose calls give tasks, each of them work of `pool` with copies of the arguments; for bodies of server
/// functions: `list_tasks.define(blocking([&db](std::int64_t project) { return db.tasks_of(project); }))`. Calls run
/// side by side.
/// @param pool  not owned
template <class Fn>
[[nodiscard]] detail::blocking_function<Fn> blocking(Fn fn, const thread_pool& pool = shared_thread_pool()) {
    return {std::make_shared<Fn>(std::move(fn)), &pool};
}

}  // namespace solder
#endif
