#ifndef SOLDER_QUERY_NAVIGATOR_HPP
#define SOLDER_QUERY_NAVIGATOR_HPP
#include <solder/core/error.hpp>
#include <solder/reactive/context.hpp>
#include <string>

namespace solder {

/// Where answers with a location go. The router is one; in a page without one the browser loads them. Elsewhere they
/// are dropped.
class navigator {
public:
    virtual ~navigator() = default;
    /// Goes to `location`: a path of the application, or an absolute address that leaves it.
    virtual void go_to(std::string location, bool replace) = 0;
    /// Scheme and host of the page, `https://example.org`: absolute addresses with this origin are paths of the
    /// application. Empty when it is not known; all absolute addresses leave the application then.
    [[nodiscard]] virtual std::string origin() const { return {}; }
    /// Path and query of the page that is shown, whose queries the reply to an action is to answer along with it.
    /// Empty: replies bring nothing along.
    [[nodiscard]] virtual std::string single_flight_page() const { return {}; }
    /// Has the browser load the page that is shown again, and the program with it.
    virtual void load_again() {}
};

/// The navigator around the running code; null: the page's.
[[nodiscard]] const context<navigator*>& navigator_context();
/// Sets the navigator of this thread's page; not owned.
void set_page_navigator(navigator* to);
namespace detail {
/// The one of a page that has set none, made when code first asks for it.
void make_page_navigator_by(navigator* (*make)());
/// Goes where an answer leads that a read failed with, whoever it reaches: once.
void follow_location(const error& failed);
/// Has the page loaded again, where there is one.
void load_page_again();
}  // namespace detail
/// The one to use here; null when there is none.
[[nodiscard]] navigator* current_navigator();

}  // namespace solder
#endif
