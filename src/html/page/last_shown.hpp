#ifndef SOLDER_HTML_PAGE_LAST_SHOWN_HPP
#define SOLDER_HTML_PAGE_LAST_SHOWN_HPP
#include <solder/html/view.hpp>

namespace solder::detail {

/// What a computed hole showed last: an equal value is no reason to touch the document, least of all a field that
/// somebody has typed into since.
class last_shown {
public:
    /// Whether `value` differs from the one before; keeps it.
    bool changes_to(hole_value& value) {
        plain next;
        if (auto* text = value.as<std::string>())
            next = *text;
        else if (auto* integer = value.as<std::int64_t>())
            next = *integer;
        else if (auto* number = value.as<double>())
            next = *number;
        else if (auto* truth = value.as<bool>())
            next = *truth;
        return next != std::exchange(last_, next);
    }

private:
    using plain = std::variant<std::monostate, std::string, std::int64_t, double, bool>;
    plain last_;
};

}  // namespace solder::detail
#endif
