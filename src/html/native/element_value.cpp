#include <solder/html/element_ref.hpp>
#include <solder/html/page.hpp>

namespace solder {
namespace {

thread_local callback<std::string(std::uint32_t)> value_reader;

}  // namespace

void set_value_reader(callback<std::string(std::uint32_t)> reader) { value_reader = std::move(reader); }

std::string detail::value_of_element(std::uint32_t node) { return value_reader ? value_reader(node) : std::string(); }

}  // namespace solder
