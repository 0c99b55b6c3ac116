#ifndef HACKERNEWS_APP_TEXT_HPP
#define HACKERNEWS_APP_TEXT_HPP
#include <solder/html.hpp>

namespace hackernews {

/// "1 comment", "12 comments".
std::string counted(std::int32_t count, std::string_view one, std::string_view many);
/// "5 minutes ago", "3 hours ago", "2 days ago"; whole units, rounded down.
std::string age(std::int32_t minutes);
/// A `<p>` for each paragraph.
std::vector<solder::view> Paragraphs(std::string_view text);

}  // namespace hackernews
#endif
