#ifndef SOLDER_QUERY_RESPONSE_HPP
#define SOLDER_QUERY_RESPONSE_HPP
#include <cstdint>
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/wire/key.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

/// An answer that is more than a value: where to go, what to read again. Made by `redirect` and `reload`, and given by
/// failing with it: `co_return fail(redirect("/projects"))`.
struct response {
    std::uint16_t status = 200;
    std::vector<std::pair<std::string, std::string>> headers;

    /// The value of a header; names compare without case. Null when it is not there.
    [[nodiscard]] const std::string* header(std::string_view name) const;
    /// Where to go (`Location`), empty when nowhere.
    [[nodiscard]] std::string_view location() const;

    friend bool operator==(const response&, const response&) = default;
};

/// What else `redirect` and `reload` say.
struct response_options {
    std::uint16_t status = 0;  ///< 0: the helper's own (302, 200)
    /// The queries that are no longer right; absent: all of them. An empty list: none.
    std::optional<std::vector<query_key>> revalidate = std::nullopt;
};

/// Go to `url`. Statuses outside 301, 302, 303, 307, 308 become 302; control characters in `url` are refused (the
/// response then has no location).
[[nodiscard]] response redirect(std::string url, response_options options = {});
/// Stay, and read again what `options.revalidate` says.
[[nodiscard]] response reload(response_options options = {});

/// An answer as the end of a task: `co_return fail(redirect("/"))`.
[[nodiscard]] failure fail(response answer);

}  // namespace solder
#endif
