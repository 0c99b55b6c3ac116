#ifndef SOLDER_HTML_PART_LOADER_HPP
#define SOLDER_HTML_PART_LOADER_HPP
#include <solder/core/task.hpp>
#include <solder/reactive/context.hpp>
#include <string_view>
#include <vector>

// Where the code of lazy parts (solder/html/lazy.hpp) comes from. No application needs this.

namespace solder {

/// Brings parts into the page: the client has one over fetch, tests have one of their own.
class part_loader {
public:
    virtual ~part_loader() = default;
    /// Done when the code of the part can be called. It may be asked for again after a failure.
    virtual task<void> load(std::string_view part) = 0;
};

/// Sets the loader of this thread's page, which has no part yet; not owned. Null: the program has all its parts, as
/// native ones do.
void set_part_loader(part_loader* loader);
namespace detail {
/// The same, made when code first asks for it.
void make_part_loader_by(part_loader* (*make)());
}  // namespace detail

/// On a server, in the scope of a request: the parts that its page shows.
[[nodiscard]] const context<std::vector<std::string_view>*>& shown_parts_context();

}  // namespace solder
#endif
