#include "log.hpp"
#include <array>
#include <cstdio>
#include <sodium.h>
#include <solder/query/shipped_data.hpp>

namespace solder::detail {

std::string log_error(std::string_view where, const error& e) {
    std::array<unsigned char, 6> random;
    randombytes_buf(random.data(), random.size());
    std::array<char, 13> id;
    sodium_bin2hex(id.data(), id.size(), random.data(), random.size());
    // One write: lines of several threads do not mix. Control characters could forge lines.
    std::string line = "error " + std::string(id.data()) + " in ";
    for (auto part :
         {where, std::string_view(": "), to_string(e.kind), std::string_view(": "), std::string_view(e.message)})
        for (char c : part) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
    return id.data();
}

error error_to_show(std::string_view where, const error& e) {
    if (e.is_public) return e;
    return {public_error(e).message + " (" + log_error(where, e) + ")", error_kind::internal, true};
}

}  // namespace solder::detail
