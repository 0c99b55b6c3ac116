#ifndef SOLDER_CORE_CALLBACK_HPP
#define SOLDER_CORE_CALLBACK_HPP
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace solder {

template <class Signature>
class callback;

/// A move-only owner of one callable: `std::move_only_function`, which neither g++ 12's nor the browser's library has
/// both. Callables of up to three words live inside; larger ones on the heap. Calling an empty one is not allowed.
template <class Result, class... Args>
class callback<Result(Args...)> {
public:
    callback() = default;
    callback(std::nullptr_t) {}

    template <class Fn>
        requires(!std::same_as<std::remove_cvref_t<Fn>, callback> && std::is_invocable_r_v<Result, Fn&, Args...>)
    callback(Fn&& fn) : callback(std::in_place_type<std::decay_t<Fn>>, std::forward<Fn>(fn)) {}

    /// Makes the callable, a `Stored`, in its place.
    template <class Stored, class... From>
    explicit callback(std::in_place_type_t<Stored>, From&&... from) {
        if constexpr (fits_inside<Stored>) {
            ::new (static_cast<void*>(storage_)) Stored(std::forward<From>(from)...);
            vtable_ = &inside_vtable<Stored>;
        } else {
            ::new (static_cast<void*>(storage_)) Stored*(new Stored(std::forward<From>(from)...));
            vtable_ = &outside_vtable<Stored>;
        }
    }

    callback(callback&& other) noexcept { take(other); }
    callback& operator=(callback&& other) noexcept {
        if (this != &other) {
            reset();
            take(other);
        }
        return *this;
    }
    ~callback() { reset(); }

    explicit operator bool() const { return vtable_ != nullptr; }

    /// Constness is shallow, as for a pointer: the callable may change its own state.
    Result operator()(Args... args) const {
        return vtable_->call(const_cast<std::byte*>(storage_), std::forward<Args>(args)...);
    }

private:
    struct vtable {
        Result (*call)(void*, Args&&...);
        /// Destroys the callable; null: there is nothing to do.
        void (*drop)(void*);
        /// Moves the callable away; null: its bytes are all there is.
        void (*leave)(void* from, void* to) = nullptr;
    };
    static constexpr std::size_t room = 3 * sizeof(void*);

    template <class Fn>
    static constexpr bool fits_inside =
        sizeof(Fn) <= room && alignof(Fn) <= alignof(void*) && std::is_nothrow_move_constructible_v<Fn>;
    template <class Fn>
    static constexpr bool moves_as_bytes =
#ifdef __clang__
        __is_trivially_relocatable(Fn);  // also what holds handles only: SOLDER_TRIVIAL_ABI
#else
        std::is_trivially_copyable_v<Fn>;
#endif

    template <class Fn>
    static constexpr vtable inside_vtable{
        [](void* at, Args&&... args) -> Result {
            return std::invoke_r<Result>(*static_cast<Fn*>(at), std::forward<Args>(args)...);
        },
        std::is_trivially_destructible_v<Fn> ? nullptr : +[](void* at) { static_cast<Fn*>(at)->~Fn(); },
        moves_as_bytes<Fn> ? nullptr : +[](void* from, void* to) {
            auto* fn = static_cast<Fn*>(from);
            ::new (to) Fn(std::move(*fn));
            fn->~Fn();
        },
    };
    template <class Fn>
    static constexpr vtable outside_vtable{
        [](void* at, Args&&... args) -> Result {
            return std::invoke_r<Result>(**static_cast<Fn**>(at), std::forward<Args>(args)...);
        },
        [](void* at) { delete *static_cast<Fn**>(at); },
    };

    void take(callback& other) noexcept {
        vtable_ = std::exchange(other.vtable_, nullptr);
        if (!vtable_) return;
        if (vtable_->leave)
            vtable_->leave(other.storage_, storage_);
        else
            std::memcpy(storage_, other.storage_, room);
    }
    void reset() {
        auto* old = std::exchange(vtable_, nullptr);
        if (old && old->drop) old->drop(storage_);
    }

    const vtable* vtable_ = nullptr;
    alignas(void*) std::byte storage_[room]{};  // set, since small callables are copied as whole words
};

}  // namespace solder
#endif
