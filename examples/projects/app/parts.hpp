#ifndef PROJECTS_APP_PARTS_HPP
#define PROJECTS_APP_PARTS_HPP
#include <solder/solder.hpp>

/// What several pages use.
namespace projects {

/// Says what went wrong in place of what could not be read.
inline solder::view Failure(const solder::error& e, const solder::reset_function&) {
    return solder::html(R"(<p class="error" role="alert">{}</p>)", e.message);
}
inline solder::view Loading() { return solder::html("<p class=\"loading\">Loading…</p>"); }

/// Content that reads data: "Loading…" until it is there, what went wrong when it fails.
template <class Content>
solder::view Data(Content content) {
    return solder::ErrorBoundary(Failure, [content] { return solder::Suspense(Loading, content); });
}

}  // namespace projects
#endif
