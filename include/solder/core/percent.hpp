#ifndef SOLDER_CORE_PERCENT_HPP
#define SOLDER_CORE_PERCENT_HPP
#include <optional>
#include <string>
#include <string_view>

namespace solder {

/// Encodes `text` for one value inside a URL, byte by byte; only `A-Z a-z 0-9 - _ . ! ~ * ' ( )` stay, as
/// JavaScript's `encodeURIComponent` has it.
[[nodiscard]] std::string percent_encode_component(std::string_view text);
/// Encodes `text` for one segment of a path. Beyond the above, `+ @ : $ & , ; =` stay, and so do valid escapes
/// (`%c3` becomes `%C3`, `100%` becomes `100%25`), so that encoding twice changes nothing.
[[nodiscard]] std::string percent_encode_segment(std::string_view text);

/// Decodes `%XX`; empty when an escape is malformed or the outcome is not UTF-8. `+` stays `+`.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);
/// Decodes `%XX`; what does not decode is returned unchanged.
[[nodiscard]] std::string percent_decode_or_keep(std::string_view text);

namespace detail {

/// Decodes a name or value of application/x-www-form-urlencoded text: `+` is a space, an escape that is malformed is
/// text. The outcome may be no UTF-8.
[[nodiscard]] std::string form_decoded(std::string_view text);
/// Appends a name or value as application/x-www-form-urlencoded text has it.
void append_form_encoded(std::string& out, std::string_view text);

/// Decodes `%XX`; a malformed escape is text. The outcome may be no UTF-8.
[[nodiscard]] std::string leniently_percent_decoded(std::string_view text);
/// Appends `c` as it is when it is a letter, a digit or one of `kept`, else as `%XX`.
void append_percent_encoded(std::string& out, char c, std::string_view kept);
/// Appends `%XX`.
void append_percent_escape(std::string& out, char c);

}  // namespace detail
}  // namespace solder
#endif
