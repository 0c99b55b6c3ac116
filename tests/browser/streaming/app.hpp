#ifndef SOLDER_TESTS_BROWSER_STREAMING_APP_HPP
#define SOLDER_TESTS_BROWSER_STREAMING_APP_HPP
#include <solder/query.hpp>

/// Pages whose parts take their time, for tests/browser/streaming.test.mjs.

/// A delay of `get_part`: until the test asks for `/let-go/<text>`.
inline constexpr std::int64_t held = -1;
/// `text`, after so many milliseconds; "bad" fails, "away" leads to another page. The answer counts the calls for
/// `text`.
inline constexpr solder::server_function<"parts.get", std::string(std::string, std::int64_t), solder::reads>
    get_part_body;
inline const auto get_part = solder::query("part", get_part_body);
inline constexpr solder::server_function<"parts.touch", void(), solder::writes> touch_body;
inline const auto touch = solder::action("touch", touch_body);

#endif
