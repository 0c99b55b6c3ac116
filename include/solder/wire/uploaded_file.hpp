#ifndef SOLDER_WIRE_UPLOADED_FILE_HPP
#define SOLDER_WIRE_UPLOADED_FILE_HPP
#include <cstdint>
#include <memory>
#include <string>

namespace solder {
namespace detail {

/// Where the bytes of a file are: a temporary file on the server, a file that the host holds in the browser. Gone with
/// the last copy of the `uploaded_file`.
struct file_place {
    file_place() = default;
    file_place(const file_place&) = delete;
    file_place& operator=(const file_place&) = delete;
    virtual ~file_place() = default;
};

}  // namespace detail

/// A file that a form carries. As a member of the struct that a form fills it takes the file of the input of that name;
/// `std::optional` of it may have none, `std::vector` has all. The bytes are only on the server: `stored_path` and
/// `keep_file` of `solder/server/uploads.hpp`.
///
/// Name and type are what the sender says: show them, but do not trust them.
struct uploaded_file {
    std::string name;                                ///< as sent, without folders and control characters; UTF-8
    std::string type;                                ///< media type; `application/octet-stream` when none was sent
    std::uint64_t size = 0;                          ///< bytes
    std::shared_ptr<detail::file_place> place = {};  ///< not for applications; null in a file that no form brought

    friend bool operator==(const uploaded_file&, const uploaded_file&) = default;
};

}  // namespace solder
#endif
