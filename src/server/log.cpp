#include "log.hpp"
#include "request_state.hpp"
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

namespace {

/// Empty: the error stays as it is.
std::optional<error> ask(const error_hook* hook, const reported_error& of) {
    if (!hook || !*hook) return std::nullopt;
    try {
        return (*hook)(of);
    } catch (...) {
        log_error("the error hook", error{"it threw; the error is shown as it was"});
        return std::nullopt;
    }
}

}  // namespace

error error_to_show(std::string_view where, const error& e, const error_hook* hook) {
    auto id = e.is_public ? std::string() : log_error(where, e);
    auto shown = ask(hook, {where, e, id}).value_or(e);
    if (shown.is_public) return shown;
    if (id.empty()) id = log_error(where, shown);
    return {public_error(shown).message + " (" + id + ")", error_kind::internal, true};
}

error error_to_show(std::string_view where, const error& e) {
    auto* request = use_request();
    return error_to_show(where, e, request ? request->state->on_error : nullptr);
}

}  // namespace solder::detail
