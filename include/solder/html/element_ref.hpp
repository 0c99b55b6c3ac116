#ifndef SOLDER_HTML_ELEMENT_REF_HPP
#define SOLDER_HTML_ELEMENT_REF_HPP
#include <cstdint>
#include <solder/core/callback.hpp>
#include <solder/core/ref.hpp>
#include <solder/html/fwd.hpp>
#include <string>

namespace solder {
namespace detail {

/// Is given the number of an element when that is placed.
using element_taker = callback<void(std::uint32_t node)>;

struct element_place : ref_counted {
    std::uint32_t node = 0;     // the number of the element in the document
    std::uint32_t waiting = 0;  // of one that a held transition made, while there is another in the page
};

/// What fills `ref={}`.
element_taker take_element(element_ref handle);
/// The same; calls `receive` once, when the page is up to date.
element_taker take_element(callback<void(const element_ref&)> receive);

/// What the control with this number holds: src/html/browser and src/html/native know whom to ask.
std::string value_of_element(std::uint32_t node);

}  // namespace detail

/// One element of the page, handed out by `ref={}`. A handle: copies are of the same element.
///
/// It is null until the template that has the `ref={}` is placed, and again when the owner that it was placed in ends;
/// placed twice, it is of the last place. What a held transition makes gets it when that is shown, or at once while it
/// is null. On a server it stays null. What it is told to do is carried out in order,
/// after all changes of the document that are made in the same turn; while it is null, nothing is.
class element_ref {
public:
    element_ref();

    /// Whether it is of an element.
    explicit operator bool() const { return place_->node != 0; }

    void focus() const { call("focus"); }
    void blur() const { call("blur"); }
    /// Selects the text of a field.
    void select() const { call("select"); }
    /// As if a person had clicked: handlers run, links are followed, forms are submitted.
    void click() const { call("click"); }
    void scroll_into_view() const { call("scrollIntoView"); }
    /// Opens a `<dialog>` above all else.
    void show_modal() const { call("showModal"); }
    /// Closes a `<dialog>`.
    void close() const { call("close"); }

    /// What a field, select or other control holds: what a person sees in it, which what was set in this turn is not
    /// yet. Empty for other elements and while it is null.
    [[nodiscard]] std::string value() const;

    /// Whether both are handles of one `ref={}`.
    friend bool operator==(const element_ref&, const element_ref&) = default;

private:
    friend detail::element_taker detail::take_element(element_ref handle);
    void call(const char* method) const;

    ref<detail::element_place> place_;
};

}  // namespace solder
#endif
