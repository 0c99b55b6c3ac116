#ifndef SOLDER_SRC_CLIENT_PAGE_BUILD_HPP
#define SOLDER_SRC_CLIENT_PAGE_BUILD_HPP
#include <string>

namespace solder::detail {

/// The build that the page comes from; the server refuses calls of another.
struct page_build {
    std::string id;  ///< from when somebody calls
    /// Set when the server turned out to be of another build: the next navigation loads the page anew.
    bool is_foreign = false;
};

}  // namespace solder::detail
#endif
