#include <array>
#include <solder/core/error.hpp>

namespace solder {
namespace {

struct kind_row {
    std::string_view word;
    std::uint16_t status;
};

// In the order of error_kind.
constexpr std::array<kind_row, 12> kinds{{
    {"internal", 500},
    {"invalid", 422},
    {"not_found", 404},
    {"forbidden", 403},
    {"unreachable", 503},
    {"timed_out", 504},
    {"bad_reply", 502},
    {"foreign_build", 409},
    {"cancelled", 499},
    {"responded", 200},
    {"bad_request", 400},
    {"unknown_outcome", 504},
}};

}  // namespace

std::string_view to_string(error_kind kind) { return kinds[static_cast<std::size_t>(kind)].word; }

error_kind error_kind_from(std::string_view word) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i].word == word) return static_cast<error_kind>(i);
    return error_kind::internal;
}

std::uint16_t status_of(error_kind kind) { return kinds[static_cast<std::size_t>(kind)].status; }

}  // namespace solder
