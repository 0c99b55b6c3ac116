#ifndef SOLDER_SRC_HTML_PAGE_LAST_SHOWN_HPP
#define SOLDER_SRC_HTML_PAGE_LAST_SHOWN_HPP
#include <memory>
#include <solder/html/view.hpp>
#include <utility>

namespace solder::detail {

/// What a computed hole shows: an equal value is no reason to touch the document, least of all a field that somebody
/// has typed into since.
class last_shown {
public:
    /// Takes a value; whether it differs from the one before.
    bool changes_to(hole_value next) {
        if (is_same<std::string>(next) || is_same<std::int64_t>(next) || is_same<double>(next) || is_same<bool>(next) ||
            is_same<std::monostate>(next))
            return false;
        value_ = std::move(next);
        return true;
    }
    hole_value& value() { return value_; }

private:
    template <class T>
    bool is_same(hole_value& other) {
        auto *a = value_.as<T>(), *b = other.as<T>();
        return a && b && *a == *b;
    }
    hole_value value_;
};

}  // namespace solder::detail
#endif
