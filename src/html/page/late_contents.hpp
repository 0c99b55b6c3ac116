#ifndef SOLDER_SRC_HTML_PAGE_LATE_CONTENTS_HPP
#define SOLDER_SRC_HTML_PAGE_LATE_CONTENTS_HPP
#include <cstdint>
#include <map>
#include <solder/core/callback.hpp>

namespace solder::detail {

/// Each `Suspense` that was taken over with its fallback, by the number of the content that the server sends later.
/// One per thread, as the document.
class late_contents {
public:
    static late_contents& current();
    /// Null: nothing was ever expected.
    static late_contents* made();
    static void reset();

    /// Calls `show` when the content came, or with false when the page has to make it; not once the current owner has
    /// ended.
    void expect(std::uint32_t number, callback<void(bool has_content)> show);
    void came(std::uint32_t number, bool has_content);
    void end();
    [[nodiscard]] bool empty() const { return expected_.empty(); }

private:
    std::map<std::uint32_t, callback<void(bool)>> expected_;
};

}  // namespace solder::detail
#endif
