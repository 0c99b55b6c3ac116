#ifndef SOLDER_HTML_VIEW_HPP
#define SOLDER_HTML_VIEW_HPP
#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <solder/core/callback.hpp>
#include <solder/core/platform.hpp>
#include <solder/html/element_ref.hpp>
#include <solder/html/fwd.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace solder {
namespace detail {

/// One node of a description. Its form differs between the page body and the server body.
struct view_node;
struct view_deleter {
    void operator()(view_node* node) const;
};

}  // namespace detail

/// What a component returns: the description of a piece of a page. It owns all it refers to; nothing happens until it
/// is placed. Move-only. A default-made view is empty and shows nothing.
class [[nodiscard]] view {
public:
    view() = default;
    explicit view(detail::view_node* node) : node_(node) {}

    explicit operator bool() const { return node_ != nullptr; }
    detail::view_node* get() const { return node_.get(); }

private:
    std::unique_ptr<detail::view_node, detail::view_deleter> node_;
};

/// Markup that goes into the page as it is. Whoever makes it answers for its safety.
class raw_html_text {
public:
    explicit raw_html_text(std::string markup) : markup_(std::move(markup)) {}
    const std::string& markup() const { return markup_; }
    friend bool operator==(const raw_html_text&, const raw_html_text&) = default;

private:
    std::string markup_;
};

/// Puts `markup` into the page without escaping. Never pass what a visitor typed.
[[nodiscard]] inline raw_html_text raw_html(std::string markup) { return raw_html_text(std::move(markup)); }

namespace detail {

struct hole_value;
class signal_base;

/// A callable; when it is the handle of a signal that `bind={}` takes, also that signal.
struct hole_computation {
    callback<hole_value()> compute;
    signal_base* source = nullptr;

    hole_computation(callback<hole_value()> c) : compute(std::move(c)) {}
    /// Makes the callable, an `Fn`, in its place.
    template <class Fn, class Arg>
    hole_computation(std::in_place_type_t<Fn> made, Arg&& arg, signal_base* s)
        : compute(made, std::forward<Arg>(arg)), source(s) {}

    hole_value operator()() const;
};
using event_handler = callback<void(event&)>;

/// The place of a type in a list.
template <class T, class... All>
consteval std::uint8_t place_among() {
    std::uint8_t place = 0;
    static_cast<void>((... && (!std::same_as<T, All> && ++place)));
    return place;
}
/// Of each type that a hole can hold. Of those up to `std::string_view` nothing has to be freed: their bytes are all
/// there is.
template <class T>
inline constexpr std::uint8_t number_of_type =
    place_among<T, std::monostate, std::int64_t, double, bool, std::string_view, std::string, raw_html_text, view,
                std::vector<view>, hole_computation, event_handler, element_taker>();
inline constexpr std::uint8_t no_type = number_of_type<void>;

/// What fills a hole, with its type erased early: nothing, text, a number, content, something computed, a
/// handler, a taker of the element. Not a `std::variant`: that has functions for each pair of operation and type, and
/// none of them is found to do nothing.
///
/// `std::string_view` is text of the caller of `html(...)`: whoever keeps the value calls `own_text`. In a browser it
/// would only make bundles larger.
struct hole_value {
    hole_value() = default;
    template <class T>
        requires(number_of_type<T> < no_type)
    hole_value(T value) : hole_value(std::in_place_type<T>, std::move(value)) {}
    /// Makes a `T` in its place.
    template <class T, class... Args>
    explicit hole_value(std::in_place_type_t<T>, Args&&... args) : type_(number_of_type<T>) {
        ::new (static_cast<void*>(storage_)) T(std::forward<Args>(args)...);
    }
    /// The other is empty after it: nothing has to be freed of that.
    hole_value(hole_value&& other) noexcept { take(other); }
    hole_value& operator=(hole_value&& other) noexcept {
        if (this == &other) return *this;
        clear();
        take(other);
        return *this;
    }
    ~hole_value() { clear(); }

    static hole_value of_argument(std::string_view text) {
        if constexpr (in_browser)
            return {std::string(text)};
        else
            return {text};
    }
    void own_text() {
        if constexpr (!in_browser)
            if (auto* text = as<std::string_view>()) *this = std::string(*text);
    }

    template <class T>
    [[nodiscard]] bool holds() const {
        return type_ == number_of_type<T>;
    }
    template <class T>
    [[nodiscard]] T* as() {
        return holds<T>() ? std::launder(reinterpret_cast<T*>(storage_)) : nullptr;
    }
    template <class T>
    [[nodiscard]] const T* as() const {
        return holds<T>() ? std::launder(reinterpret_cast<const T*>(storage_)) : nullptr;
    }
    [[nodiscard]] bool is_empty() const { return holds<std::monostate>(); }

private:
    void clear() {
        if (is_owner()) free();
    }
    [[nodiscard]] bool is_owner() const { return type_ > number_of_type<std::string_view>; }
    void free();
    void take(hole_value& other) noexcept;
    /// Calls `fn` with what it owns.
    template <class Fn>
    void with_owned(Fn fn);

    std::uint8_t type_ = number_of_type<std::monostate>;
    alignas(alignof(double)) std::byte storage_[std::max(sizeof(hole_computation), sizeof(std::string))];
};

inline hole_value hole_computation::operator()() const { return compute(); }

}  // namespace detail
}  // namespace solder
#endif
