#ifndef SOLDER_SRC_CORE_CAUGHT_ERROR_HPP
#define SOLDER_SRC_CORE_CAUGHT_ERROR_HPP
#include <exception>
#include <solder/core/error.hpp>

namespace solder::detail {

/// The exception that is being handled, as an error. Inside of a `catch` only, or of what it calls; not in a page's
/// program, which has none.
inline error caught_error() {
    try {
        throw;
    } catch (const std::exception& e) {
        return error{e.what()};
    } catch (...) {
        return error{"an exception that is not a std::exception"};
    }
}

}  // namespace solder::detail
#endif
