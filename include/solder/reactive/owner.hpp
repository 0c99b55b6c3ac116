#ifndef SOLDER_REACTIVE_OWNER_HPP
#define SOLDER_REACTIVE_OWNER_HPP
#include <memory>
#include <solder/core/ambient.hpp>
#include <solder/core/callback.hpp>
#include <solder/core/error.hpp>
#include <vector>

namespace solder {

/// An error on its way to the nearest boundary around the code that met it.
struct raised_error {
    error reason;
    /// Tracked read: whether what failed is still failing. Empty when it cannot recover by itself.
    callback<bool()> still_failing;
};

/// A scope that things are made in: disposing it disposes them, runs its cleanups, and ends its computations for good.
/// Owners form a tree; contexts and error handlers are looked up towards the root.
/// Thread: one; the tree lives on the thread that made it.
class owner : public ambient {
public:
    /// @param parent  where contexts are looked up; may be null
    /// @param owned   whether disposing the parent disposes this
    explicit owner(ref<owner> parent, bool owned = true);
    ~owner() override;

    /// Disposes what was made inside, last made first, then runs the cleanups, last added first. Idempotent.
    void dispose();
    [[nodiscard]] bool is_disposed() const { return disposed_; }
    [[nodiscard]] owner* parent() const { return parent_.get(); }

    void add_cleanup(callback<void()> cleanup);
    void set_error_handler(callback<void(raised_error)> handler) { error_handler_ = std::move(handler); }
    /// Hands `e` to the nearest handler, this owner's included; to the one for the unhandled when there is none.
    void raise(raised_error e);

    void set_context(const void* id, std::shared_ptr<void> value);
    /// The value of the nearest owner that has one, this included; null when none has.
    [[nodiscard]] void* find_context(const void* id) const;

    /// Whether a computation above must run first; computations override.
    virtual bool update_if_stale() { return false; }

protected:
    /// Called last when disposed, for what a derived class holds on to.
    virtual void on_disposed() {}
    /// Disposes children and runs cleanups, and stays usable: a computation does so before each run.
    void clear();

private:
    struct context_entry {
        const void* id;
        std::shared_ptr<void> value;
    };
    void remove_child(owner& child);

    ref<owner> parent_;
    ref<owner> last_child_;  // children form a list from the last made to the first
    ref<owner> older_sibling_;
    owner* younger_sibling_ = nullptr;
    std::vector<callback<void()>> cleanups_;
    std::vector<context_entry> contexts_;
    callback<void(raised_error)> error_handler_;
    bool disposed_ = false;
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
    scoped_root() : root_(make_ref<owner>(ref<owner>(get_owner()), false)) {}
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
decltype(auto) create_root(Fn&& fn) {
    auto root = make_ref<owner>(ref<owner>(get_owner()), false);
    return run_with_owner(root.get(), [&]() -> decltype(auto) {
        if constexpr (std::is_invocable_v<Fn&, callback<void()>>)
            return fn(callback<void()>([root] { root->dispose(); }));
        else
            return fn();
    });
}

/// Calls `cleanup` when the current owner is disposed or its computation runs again.
void on_cleanup(callback<void()> cleanup);

/// Runs `fn` in a scope of its own; an error raised inside goes to `handler`.
template <class Fn>
decltype(auto) catch_error(Fn&& fn, callback<void(raised_error)> handler) {
    auto scope = make_ref<owner>(ref<owner>(get_owner()));
    scope->set_error_handler(std::move(handler));
    return run_with_owner(scope.get(), std::forward<Fn>(fn));
}

/// Hands an error to the nearest boundary around the running code.
void raise_error(raised_error e);

/// Sets who is told of errors that no boundary caught, on this thread; the default aborts in debug builds.
void set_unhandled_error_hook(callback<void(const error&)> hook);

}  // namespace solder
#endif
