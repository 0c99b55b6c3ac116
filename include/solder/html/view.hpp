#ifndef SOLDER_HTML_VIEW_HPP
#define SOLDER_HTML_VIEW_HPP
#include <cstdint>
#include <memory>
#include <solder/core/callback.hpp>
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
class view {
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

    hole_value operator()() const;
};
using event_handler = callback<void(event&)>;

/// What fills a hole, with its type erased early: nothing, text, a number, content, something computed, a
/// handler, a taker of the element.
struct hole_value {
    template <class... More>
    using any_of = std::variant<std::monostate, std::string, std::int64_t, double, bool, view, std::vector<view>,
                                raw_html_text, hole_computation, event_handler, element_taker, More...>;
#ifdef __wasm__
    using any = any_of<>;
    static hole_value of_argument(std::string_view text) { return {std::string(text)}; }
    void own_text() {}
#else
    /// Of these, `std::string_view` is text of the caller of `html(...)`: whoever keeps the value calls `own_text`. In
    /// a browser it would only make bundles larger.
    using any = any_of<std::string_view>;
    static hole_value of_argument(std::string_view text) { return {text}; }
    void own_text() {
        if (auto* text = std::get_if<std::string_view>(&of)) of = std::string(*text);
    }
#endif
    any of;

    template <class T>
    T* as() {
        return std::get_if<T>(&of);
    }
    bool is_empty() const { return std::holds_alternative<std::monostate>(of); }
};

inline hole_value hole_computation::operator()() const { return compute(); }

}  // namespace detail
}  // namespace solder
#endif
