#ifndef SOLDER_HTML_ELEMENT_REF_HPP
#define SOLDER_HTML_ELEMENT_REF_HPP
#include <cmath>
#include <cstdint>
#include <solder/core/callback.hpp>
#include <solder/core/fixed_string.hpp>
#include <solder/core/ref.hpp>
#include <solder/html/file_url.hpp>
#include <solder/html/fwd.hpp>
#include <solder/reactive/owner.hpp>
#include <solder/wire/json.hpp>
#include <string>
#include <string_view>

namespace solder {
namespace detail {

/// Is given the number of an element when that is placed.
using element_taker = callback<void(std::uint32_t node)>;

struct element_place : ref_counted {
    std::uint32_t node = 0;     // the number of the element in the document; 0: null
    std::uint32_t waiting = 0;  // that of the element that takes its place when the transition has settled; 0: none
    ref<owner> inside;          // of the node, when that may be in content that is not shown yet
};

/// What fills `ref={}`.
element_taker take_element(element_ref handle);
/// The same; calls `receive` once, when the element is in the page.
element_taker take_element(callback<void(const element_ref&)> receive);

/// What the control with this number holds: src/html/browser and src/html/native know whom to ask.
std::string value_of_element(std::uint32_t node);

template <class T>
void append_argument(std::string& json, const T& argument) {
    if constexpr (std::is_convertible_v<const T&, std::string_view>)
        append_json_string(json, argument);
    else if constexpr (std::is_floating_point_v<T>)
        std::isfinite(argument) ? append_json(json, argument) : void(json += "null");
    else
        append_json(json, argument);
}

}  // namespace detail

/// One element of the page, handed out by `ref={}`. A handle: copies are of the same element.
///
/// It is null until the template with the `ref={}` is placed, and again when the owner it was placed in ends; when it
/// is placed twice, the last one counts. An element that a transition prepares takes the place of the one that is shown
/// when the transition has settled; while there is none, it counts at once. On a server it stays null.
///
/// Calls are carried out in their order, after all changes of the document of the same turn; on an element that a
/// `Suspense` does not show yet, when it does. On a null one they do nothing.
class element_ref {
public:
    element_ref();

    /// Whether it is of an element.
    explicit operator bool() const { return place_->node != 0; }

    void focus() const { call<"focus">(); }
    void blur() const { call<"blur">(); }
    /// Selects the text of a field.
    void select() const { call<"select">(); }
    /// As if a person had clicked: handlers run, links are followed, forms are submitted.
    void click() const { call<"click">(); }
    void scroll_into_view() const { call<"scrollIntoView">(); }
    /// Opens a `<dialog>` above all else.
    void show_modal() const { call<"showModal">(); }
    /// Closes a `<dialog>`.
    void close() const { call<"close">(); }
    /// Has an `<audio>` or `<video>` begin, where the browser allows that: it tells the console if not.
    void play() const { call<"play">(); }
    void pause() const { call<"pause">(); }

    /// What a field, select or other control holds: what a person sees in it. What was set in this turn is not there
    /// yet. Empty for other elements and while it is null.
    [[nodiscard]] std::string value() const;
    /// The address of a file that is chosen in an `<input type="file">`; empty when it has none of this number. Each
    /// call makes another one.
    [[nodiscard]] file_url chosen_file(std::size_t number = 0) const;

    /// Calls a method of the element by its name, `map.call<"panTo">(52.5, 13.4)`: those of custom elements, and what
    /// else JavaScript has. One that nobody has defined yet is called when its element is. Arguments have a JSON form,
    /// as JavaScript reads it: what is no finite number is null, whole numbers from 2^53 on are rounded. What the
    /// method gives is dropped. That there is no such method is told in the console.
    template <fixed_string Method, class... Arguments>
    void call(const Arguments&... arguments) const {
        std::string json;
        ((json += json.empty() ? '[' : ',', detail::append_argument(json, arguments)), ...);
        call_method(Method.view(), json.empty() ? json : json + ']');
    }

    /// Whether both are handles of one `ref={}`.
    friend bool operator==(const element_ref&, const element_ref&) = default;

private:
    friend detail::element_taker detail::take_element(element_ref handle);
    /// @param method     static
    /// @param arguments  JSON array; empty: none
    void call_method(std::string_view method, std::string arguments) const;

    ref<detail::element_place> place_;
};

}  // namespace solder
#endif
