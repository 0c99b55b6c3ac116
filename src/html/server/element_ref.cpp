#include <solder/html/element_ref.hpp>

// Nothing is placed on a server, so a handle never is of an element.

namespace solder {

element_ref::element_ref() : place_(make_ref<detail::element_place>()) {}
void element_ref::call_method(std::string_view, std::string) const {}
std::string element_ref::value() const { return {}; }
file_url element_ref::chosen_file(std::size_t) const { return {}; }

namespace detail {

element_taker take_element(element_ref) { return {}; }
element_taker take_element(callback<void(const element_ref&)>) { return {}; }

}  // namespace detail
}  // namespace solder
