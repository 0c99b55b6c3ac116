#ifndef SOLDER_WIRE_ERROR_JSON_HPP
#define SOLDER_WIRE_ERROR_JSON_HPP
#include <solder/core/error.hpp>
#include <solder/wire/json.hpp>
#include <string>

namespace solder {

/// Errors travel as their kind, message and, when there are any, fields:
/// `{"kind":"invalid","message":"...","fields":[{"field":"age","message":"..."}]}`. One that is not public goes without
/// its words, and one that came is public. Responses stay behind.
template <>
struct json_format<error> {
    static void append(std::string& out, const error& e);
    static bool read(json_reader& reader, error& to);
};

}  // namespace solder
#endif
