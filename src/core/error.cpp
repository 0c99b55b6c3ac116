#include <array>
#include <solder/core/error.hpp>
#include <solder/core/make_value.hpp>

namespace solder {
namespace {

struct kind_row {
    std::string_view word;
    std::uint16_t status;
};

// In the order of error_kind.
constexpr std::array<kind_row, 13> kinds{{
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
    {"conflict", 409},
}};

}  // namespace

std::string_view to_string(error_kind kind) { return kinds[static_cast<std::size_t>(kind)].word; }

error_kind error_kind_from(std::string_view word) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i].word == word) return static_cast<error_kind>(i);
    return error_kind::internal;
}

std::uint16_t status_of(error_kind kind) { return kinds[static_cast<std::size_t>(kind)].status; }

field_errors::field_errors(std::vector<field_error> list) {
    if (!list.empty()) list_ = detail::make_value<const std::vector<field_error>>(std::move(list));
}

const std::vector<field_error>& field_errors::list() const {
    static const std::vector<field_error> none;
    return list_ ? *list_ : none;
}

std::string_view field_errors::message_for(std::string_view field) const {
    if (list_)
        for (const auto& each : *list_)
            if (each.field == field) return each.message;
    return {};
}

error invalid(std::string message, field_errors fields) {
    error made(std::move(message), error_kind::invalid, true);
    made.fields = std::move(fields);
    return made;
}

error public_error(const error& e) {
    if (e.is_public) return e;
    return {"Something went wrong on the server.", e.kind, false, e.response};
}

}  // namespace solder
