#ifndef SOLDER_SRC_HTML_SERVER_BOUND_CONTROL_HPP
#define SOLDER_SRC_HTML_SERVER_BOUND_CONTROL_HPP
#include <solder/html/template_info.hpp>
#include <string>
#include <vector>

namespace solder::detail {

/// Shows in markup what a control is bound to where that cannot be said in the place of the `bind={}`: in a radio,
/// whose value may come later in the tag, a textarea, and a select, whose option may come from any view.
class bound_controls {
public:
    /// @param at  the place of the `bind={}`, in the tag
    void add(hole_kind kind, std::size_t at, std::string value) { open_.push_back({kind, at, std::move(value)}); }
    /// Puts in `out` what can be decided now that it has more. Tags that were begun are complete.
    void settle(std::string& out);

private:
    struct control {
        hole_kind kind;
        std::size_t at;
        std::string value;
    };
    /// False when it is not complete yet.
    static bool show(const control& shown, std::string& out);

    std::vector<control> open_;  // in the order of their places
};

}  // namespace solder::detail
#endif
