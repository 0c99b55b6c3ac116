#ifndef SOLDER_SERVER_FILE_RESPONSE_HPP
#define SOLDER_SERVER_FILE_RESPONSE_HPP
#include <filesystem>
#include <solder/core/task.hpp>
#include <solder/server/http.hpp>
#include <string>

namespace solder {

struct file_options {
    std::string content_type = {};  ///< empty: by the ending of the file's name
    /// The name under which browsers save the file instead of showing it; empty: they may show it.
    std::string download_as = {};
    std::string cache_control = "private, no-cache";
};

/// The answer to a GET or HEAD with the file at `path`: 200, 206 with the one part that `Range` names, 304, or 416. The
/// file is read while it is sent, 64 KB at a time, on threads of the shared pool.
///
/// `path` is followed wherever it leads: never make it of what a visitor sent without looking it up first. What a
/// visitor sent as a file may be a page with script: such types (HTML, SVG, XML) are sent with
/// `Content-Security-Policy: sandbox`, which keeps it from acting for whoever looks at it. Errors: `not_found` (public)
/// when there is no such file, or it is none; `internal` when it cannot be read. One that gets shorter while it is sent
/// cuts the connection.
///
/// In a coroutine make the task in a line of its own before `co_await`: g++ 12 ends `options` twice that are written in
/// a `co_await` expression (docs/core.md).
[[nodiscard]] task<http_response> file_response(const http_request& request, std::filesystem::path path,
                                                file_options options = {});

}  // namespace solder
#endif
