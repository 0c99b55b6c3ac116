#ifndef SOLDER_REACTIVE_OWNER_HPP
#define SOLDER_REACTIVE_OWNER_HPP
#include <exception>
#include <memory>
#include <solder/core/ambient.hpp>
#include <solder/core/callback.hpp>
#include <solder/core/error.hpp>
#include <solder/core/platform.hpp>
#include <solder/reactive/detail/node_pool.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <vector>

namespace solder {

/// An error on its way to the nearest boundary around the code that met it.
struct raised_error {
    error reason;
    /// Tracked read: whether what failed is still failing. Empty when it cannot recover by itself.
    callback<bool()> still_failing;
};

namespace detail {

class branch;
class graph;

enum class freshness : std::uint8_t { clean, check, dirty };
/// When a computation runs: `pure` when it is read, the others in this order after a write.
enum class phase : std::uint8_t { pure, computed, render, user };

/// What is known of an owner that is a computation, in the four bytes that are free beside its count.
struct node_bits {
    bool disposed : 1 = false;
    bool computes : 1 = false;  // is a computation
    freshness fresh : 2 = freshness::dirty;
    phase when : 2 = phase::pure;
    bool running : 1 = false;
    bool queued : 1 = false;
    bool queues : 1 = false;     // runs by itself after a change: effects, and everything that a transition made
    bool on_walk : 1 = false;    // update() stands on it
    bool has_value : 1 = false;  // memos
    bool has_body : 1 = false;
    bool custom_equality : 1 = false;
    bool in_branch : 1 = false;   // made by the transition that is held
    bool has_fork : 1 = false;    // the transition has its own version of it
    bool fork_ran : 1 = false;    // is such a version, and differs from the original
    bool is_fork : 1 = false;     // is such a version of a memo
    bool differs : 1 = false;     // and its value may be another than that of the original
    bool settled : 1 = false;     // while a transition commits: has seen the new values already
    bool keeps_rows : 1 = false;  // is the `row_keeper` of a list, or a transition's version of one
    bool only_shown : 1 = false;  // is a row that a transition's version of its list is without
};

}  // namespace detail

/// A scope that things are made in: disposing it disposes them, runs its cleanups, and ends its computations for good.
/// Owners form a tree; contexts and error handlers are looked up towards the root.
/// Thread: one; the tree lives on the thread that made it.
class owner : public ambient, public detail::pooled {
public:
    /// @param parent  where contexts are looked up; may be null
    /// @param owned   whether disposing the parent disposes this
    explicit owner(ref<owner> parent, bool owned = true, call_site made = SOLDER_HERE);
    ~owner() override;

    /// Disposes what was made inside, last made first, then runs the cleanups, last added first. Idempotent. Takes
    /// constant stack however deep the tree is.
    void dispose();
    [[nodiscard]] bool is_disposed() const { return bits_.disposed; }
    [[nodiscard]] owner* parent() const { return parent_.get(); }
    /// Nothing was made inside, and nothing was set here that outlives the code that ran inside.
    [[nodiscard]] bool is_bare() const { return !last_child_ && !last_cleanup_ && !extras(); }

    void add_cleanup(callback<void()> cleanup);
    void set_error_handler(callback<void(raised_error)> handler);
    /// Hands `e` to the nearest handler, this owner's included; to the one for the unhandled when there is none.
    void raise(raised_error e);
    /// The same with an error of these words: a page in which nobody takes errors is linked without their type.
    void raise(const char* message);

    void set_context(const void* id, std::shared_ptr<void> value);
    /// The value of the nearest owner that has one, this included; null when none has.
    [[nodiscard]] void* find_context(const void* id) const;

#ifndef NDEBUG
    [[nodiscard]] const call_site& made_at() const { return made_; }
#endif

protected:
    /// Called last when disposed, for what a derived class holds on to.
    virtual void on_disposed() {}
    /// Disposes children and runs cleanups, and stays usable: a computation does so before each run.
    void clear() {
        if (!is_bare()) clear_slowly();
    }
    /// Makes `child`, which nobody owns yet, part of this owner.
    void adopt(owner& child);

    detail::node_bits bits_;

private:
    friend class detail::graph;
    friend class detail::branch;
    struct context_entry {
        const void* id;
        std::shared_ptr<void> value;
    };
    struct cleanup final : detail::pooled {
        callback<void()> run;
        std::unique_ptr<cleanup> older;
    };
    /// What few owners have.
    struct few_have {
        std::vector<context_entry> contexts;
        callback<void(raised_error)> error_handler;
    };
    few_have& more();
    /// Null: it has none. A page in which nobody has is linked without what looks for them.
    [[nodiscard]] few_have* extras() const { return in_browser && !some_have_extras ? nullptr : extras_; }
    static inline constinit SOLDER_PER_THREAD bool some_have_extras = false;
    void clear_slowly();
    void run_cleanups();
    void unlink();

    ref<owner> parent_;
    ref<owner> last_child_;  // children form a list from the last made to the first
    ref<owner> older_sibling_;
    owner* younger_sibling_ = nullptr;
    std::unique_ptr<cleanup> last_cleanup_;
    few_have* extras_ = nullptr;
#ifndef NDEBUG
    call_site made_;
#endif
};

/// The owner of the running code; null outside of any.
[[nodiscard]] inline owner* get_owner() { return static_cast<owner*>(detail::current_ambient); }

/// Runs `fn` inside `scope`: what it makes belongs there. Nothing it reads is tracked.
template <class Fn>
decltype(auto) run_with_owner(owner* scope, Fn&& fn) {
    ambient_scope around{ref<ambient>(scope)};
    return std::forward<Fn>(fn)();
}

/// An owner of its own, disposed with this object. Contexts are found in the owner it was made in.
class scoped_root {
public:
    explicit scoped_root(call_site made = SOLDER_HERE) : root_(make_ref<owner>(ref<owner>(get_owner()), false, made)) {}
    ~scoped_root() { root_->dispose(); }
    scoped_root(const scoped_root&) = delete;
    scoped_root& operator=(const scoped_root&) = delete;

    [[nodiscard]] owner* get() const { return root_.get(); }
    template <class Fn>
    decltype(auto) run(Fn&& fn) const {
        return run_with_owner(root_.get(), std::forward<Fn>(fn));
    }

private:
    ref<owner> root_;
};

/// Runs `fn(dispose)` in a new owner that nothing disposes but the given function: without a call it lives on.
template <class Fn>
decltype(auto) create_root(Fn&& fn, call_site made = SOLDER_HERE) {
    auto root = make_ref<owner>(ref<owner>(get_owner()), false, made);
    return run_with_owner(root.get(), [&]() -> decltype(auto) {
        if constexpr (std::is_invocable_v<Fn&, callback<void()>>)
            return fn(callback<void()>([root] { root->dispose(); }));
        else
            return fn();
    });
}

/// Calls `cleanup` when the current owner is disposed or its computation runs again. Nothing it reads is tracked.
void on_cleanup(callback<void()> cleanup, call_site here = SOLDER_HERE);

namespace detail {

/// Runs `fn`, which gives nothing, for `around`: in a native build an exception that leaves it becomes an error raised
/// there.
template <class Fn>
void call_guarded([[maybe_unused]] owner& around, Fn& fn) {
#ifdef __cpp_exceptions
    try {
        fn();
    } catch (const std::exception& e) {
        around.raise({error{e.what()}, {}});
    } catch (...) {
        around.raise({error{"an exception that is not a std::exception"}, {}});
    }
#else
    fn();
#endif
}

}  // namespace detail

/// Runs `fn` in a scope of its own; an error raised inside, now or later, goes to `handler`. In a native build so does
/// an exception that leaves `fn` itself, unless `fn` gives a value: then there is none to go on with, and the exception
/// goes on instead.
template <class Fn>
decltype(auto) catch_error(Fn&& fn, callback<void(raised_error)> handler, call_site made = SOLDER_HERE) {
    auto scope = make_ref<owner>(ref<owner>(get_owner()), true, made);
    scope->set_error_handler(std::move(handler));
    return run_with_owner(scope.get(), [&]() -> decltype(auto) {
        if constexpr (std::is_void_v<std::invoke_result_t<Fn&>>)
            detail::call_guarded(*scope, fn);
        else
            return fn();
    });
}

/// Hands an error to the nearest boundary around the running code.
void raise_error(raised_error e);

/// Sets who is told of errors that no boundary caught, on this thread. Without one they are written to the standard
/// error output or the browser's console, and debug builds end there.
void set_unhandled_error_hook(callback<void(const error&)> hook);

}  // namespace solder
#endif
