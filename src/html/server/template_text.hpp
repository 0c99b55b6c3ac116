#ifndef SOLDER_SRC_HTML_SERVER_TEMPLATE_TEXT_HPP
#define SOLDER_SRC_HTML_SERVER_TEMPLATE_TEXT_HPP
#include "writing.hpp"
#include <cstddef>
#include <cstdint>
#include <solder/html/template_info.hpp>
#include <span>
#include <string_view>

namespace solder::detail {

class text_room;

/// What is known of a template as it is described: its static parts and the values that are there, as one text. The
/// holes whose values have yet to be computed are left out.
///
/// The text stands in memory of the thread that the next one takes: copy it before, or have `take_view` see to that.
class template_text {
public:
    template_text(const template_info& info, const hole_value* values);

    [[nodiscard]] std::string_view text() const { return text_; }
    /// A hole that was left out.
    struct gap {
        std::uint32_t at;  // in the text
        std::uint8_t hole;
    };
    [[nodiscard]] std::span<const gap> gaps() const { return {gaps_, gap_count_}; }
    /// The text as a view, where it has no gaps. Lets go of the views among the values.
    [[nodiscard]] view take_view(hole_value* values) const;

private:
    /// Writes what stands between `from` and the end of a hole, whatever its value is.
    char* add(text_room& room, char* at, std::size_t from, std::size_t number, const hole_value& value);

    const template_info& info_;
    std::string_view text_;
    bool has_views_ = false;
    std::size_t gap_count_ = 0;
    gap gaps_[255];  // as many as a template may have holes; not set before they are used
};

}  // namespace solder::detail
#endif
