#include "../double_text.hpp"
#include <cstdint>

// js/services.js has the bodies, like those of solder/client/host.hpp.
#define SOLDER_IMPORT(name) __attribute__((import_module("solder"), import_name(#name)))

extern "C" {
/// Writes the text of a double, at most 32 characters, and returns how many.
SOLDER_IMPORT(write_number)
std::uint32_t solder_host_write_number(double value, char* to);
/// The value of a number in JSON's grammar.
SOLDER_IMPORT(read_number)
double solder_host_read_number(const char* text, std::uint32_t bytes);
}

namespace solder::detail {

std::size_t write_double(double value, char (&to)[most_double_text]) { return solder_host_write_number(value, to); }

double nearest_double(std::string_view number) { return solder_host_read_number(number.data(), number.size()); }

}  // namespace solder::detail
