#ifndef SOLDER_CORE_REF_HPP
#define SOLDER_CORE_REF_HPP
#include <cstddef>
#include <cstdint>
#include <solder/core/platform.hpp>
#include <type_traits>
#include <utility>

namespace solder {

/// Base of objects that count their own handles. Not atomic: handles stay on the thread that made the object.
class ref_counted {
public:
    ref_counted() = default;
    ref_counted(const ref_counted&) = delete;
    ref_counted& operator=(const ref_counted&) = delete;

protected:
    virtual ~ref_counted() = default;

private:
    template <class>
    friend class ref;
    std::uint32_t ref_count_ = 0;
};

/// A counted handle to a `ref_counted` object: one word, half the price of `std::shared_ptr`.
template <class T>
class SOLDER_TRIVIAL_ABI ref {
public:
    ref() = default;
    ref(std::nullptr_t) {}
    explicit ref(T* object) : object_(object) { acquire(); }
    ref(const ref& other) : object_(other.object_) { acquire(); }
    ref(ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    template <class Derived>
        requires std::is_convertible_v<Derived*, T*>
    ref(ref<Derived> other) : object_(other.release()) {}
    ref& operator=(ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~ref() {
        if (object_ && --counter()->ref_count_ == 0) delete counter();
    }

    T* get() const { return object_; }
    T* operator->() const { return object_; }
    T& operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }
    /// Whether no other handle is of the same object; there is one.
    [[nodiscard]] bool is_only_one() const { return counter()->ref_count_ == 1; }
    friend bool operator==(const ref&, const ref&) = default;

    /// Takes over a count that `release` gave up.
    static ref adopt(T* object) {
        ref taken;
        taken.object_ = object;
        return taken;
    }
    /// Gives up the handle without counting down.
    T* release() { return std::exchange(object_, nullptr); }

private:
    ref_counted* counter() const { return object_; }
    void acquire() {
        if (object_) ++counter()->ref_count_;
    }
    T* object_ = nullptr;
};

template <class T, class... Args>
ref<T> make_ref(Args&&... args) {
    return ref<T>(new T(std::forward<Args>(args)...));
}

}  // namespace solder
#endif
