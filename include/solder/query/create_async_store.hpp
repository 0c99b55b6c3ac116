#ifndef SOLDER_QUERY_CREATE_ASYNC_STORE_HPP
#define SOLDER_QUERY_CREATE_ASYNC_STORE_HPP
#include <solder/core/make_value.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/store.hpp>

namespace solder {
namespace detail {

/// Holds answers in one store, which each of them is reconciled into.
template <class T>
class async_store_state : public async_state {
protected:
    async_store_state(reconcile_options<T> options, call_site made) : async_state(made), options_(options) {}
    template <class Fn>
    auto call(Fn& fn) {
        if constexpr (std::is_invocable_v<Fn&>) {
            return to_shared_task(fn());
        } else {
            auto held = std::static_pointer_cast<const store<T>>(this->previous());
            auto last = held ? std::optional<T>(held->peek()) : std::nullopt;
            return to_shared_task(fn(static_cast<const T*>(last ? &*last : nullptr)));
        }
    }

private:
    erased_value kept(const erased_value&, const erased_value& answer) final {
        if (!answer) return nullptr;
        const T& next = *static_cast<const T*>(answer.get());
        const bool is_first = !store_;
        if (is_first) store_ = detail::make_value<const store<T>>(T(next));
        // It writes every field, so that a transition has its own version of each from its answer on: an answer for
        // what is shown does not reach those.
        if (!is_first || this_graph.in_branch()) store_->reconcile(T(next), options_);
        return store_;
    }

    reconcile_options<T> options_;
    std::shared_ptr<const store<T>> store_;  // the same for what is shown and what will be
};

}  // namespace detail

/// A value that is fetched and kept field by field. A handle; copies are the same value.
template <class T>
class async_store : public async_status {
public:
    using value_type = T;
    using async_status::async_status;

    /// The store, always the same, or null while there is no value. Waits and fails as `async_value` does. What it
    /// gives is not tracked by this, but by reading its fields.
    std::shared_ptr<const store<T>> operator()() const {
        return std::static_pointer_cast<const store<T>>(state_->read());
    }
    /// The store, also while the value is being fetched again or after that failed; null if there never was one.
    std::shared_ptr<const store<T>> latest() const {
        return std::static_pointer_cast<const store<T>>(state_->read_latest());
    }
};

template <class T>
struct async_store_options {
    /// As for `async_options`.
    std::optional<T> initial_value = std::nullopt;
    /// How an answer is taken over into what is there.
    reconcile_options<T> reconcile = {};
    /// As for `async_options`.
    bool defer_stream = false;
};

/// As `create_async`, with a store: each answer is reconciled into what is there, so that computations run again only
/// when they read a field that changed.
///
/// The store is the page's view of the data: what is written into it by hand stays until the next answer.
/// @param fn  as for `create_async`; must give a struct, a vector of structs or an optional one. The previous value it
///            may take is a copy
/// Cost: an answer is copied; see `reconcile`.
template <class Fn>
[[nodiscard]] auto create_async_store(Fn fn, async_store_options<detail::fetched_by<Fn>> options = {},
                                      call_site made = SOLDER_HERE) {
    using value = detail::fetched_by<Fn>;
    static_assert(detail::store_kind_of<value>() != detail::store_kind::leaf,
                  "a store keeps a plain struct, a vector or an optional of one: for a single value use create_async");
    using state_type = detail::async_of<detail::async_store_state<value>, Fn>;
    auto state = make_ref<state_type>(std::move(fn), options.reconcile, made);
    if (options.initial_value) state->begin_with(detail::make_value<const value>(*std::move(options.initial_value)));
    state->begin();
    if constexpr (!in_browser)
        if (options.defer_stream) state->hold_first_piece();
    return async_store<value>(state);
}

}  // namespace solder
#endif
