#ifndef SOLDER_SRC_SERVER_MULTIPART_HEAD_HPP
#define SOLDER_SRC_SERVER_MULTIPART_HEAD_HPP
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace solder::detail {

/// What a part of a form says of itself (RFC 7578, 4.2 and 4.4).
struct part_head {
    std::string name = {};                                ///< of the field; UTF-8
    std::optional<std::string> file_name = std::nullopt;  ///< as sent, UTF-8; set: the part is a file
    std::string type = {};                                ///< media type; empty: none, or none that is proper

    friend bool operator==(const part_head&, const part_head&) = default;
};

/// Reads the header lines of a part, each with its line end. Parameters with a star (`filename*`) are passed over, as
/// RFC 7578 forbids them. Percent signs stay: what browsers write as `%22` cannot be told from `%22` in a name.
/// Errors: what is wrong, in words that follow "form: ".
[[nodiscard]] std::expected<part_head, std::string> read_part_head(std::string_view lines);

/// The boundary that a `Content-Type` of `multipart/form-data` names; empty when it names none that is proper (RFC
/// 2046, 5.1.1).
[[nodiscard]] std::optional<std::string> boundary_of(std::string_view content_type);

/// The last part of a path with `/` or `\`, without control characters; "file" when nothing is left that could name
/// one.
[[nodiscard]] std::string clean_file_name(std::string_view sent);

}  // namespace solder::detail
#endif
