#ifndef SOLDER_SERVER_UPLOADS_HPP
#define SOLDER_SERVER_UPLOADS_HPP
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <solder/core/error.hpp>
#include <solder/wire/uploaded_file.hpp>

namespace solder {

/// What a form with files may ask of the server. Past these it is refused as soon as that shows, with status 413.
struct upload_limits {
    std::uint64_t file_bytes = 16 * 1024 * 1024;     ///< of one file
    std::uint64_t request_bytes = 64 * 1024 * 1024;  ///< of one form: files, fields and what stands between them
    std::size_t files = 20;                          ///< in one form
    std::size_t fields = 1000;                       ///< in one form, beside files
    std::size_t field_bytes = 256 * 1024;            ///< of one field; all of one form are 1 MiB at most
    std::size_t header_bytes = 4 * 1024;             ///< of the header of one file or field
};

struct upload_options {
    upload_limits limits = {};
    /// Where files are written as they arrive, under names that begin with `solder-upload-`. Empty: the system's folder
    /// for temporary files (`TMPDIR`), as it is when the application is made. Best on the file system where files are
    /// kept: then to keep one copies nothing.
    std::filesystem::path folder = {};
};

/// Where the bytes of a file are: a temporary file, or where it is kept. Empty when they are gone: their request has
/// ended, and nobody kept them.
[[nodiscard]] std::filesystem::path stored_path(const uploaded_file& file);

/// Moves a file to a place of one's own, where it stays when its request ends. Never replaces a file that is there.
/// Only the owner may read or write it (mode 0600) until that is changed.
///
/// The temporary file is renamed; into another file system it is copied, under a name of its own until it is whole.
/// That blocks the other requests of the thread while it lasts. It is not yet on the disk for good (`fsync`).
/// Errors, with the file still where it was: there is a file at `to`, its folder is missing or not writable, no room,
/// or the file is gone or was kept before. Not public: the message has both paths.
[[nodiscard]] result<void> keep_file(const uploaded_file& file, const std::filesystem::path& to);

}  // namespace solder
#endif
