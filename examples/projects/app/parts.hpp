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

/// Why a write failed, and buttons: to try again, unless that would fail the same way, and to dismiss the message. That
/// reads again what is shown, since a write whose answer was lost may have been made. Buttons that need script have
/// the class `live`.
solder::view WriteFailure(const solder::error& why, solder::callback<void()> retry, solder::callback<void()> dismiss);

/// The same for the last of these runs, when that has failed; else nothing.
template <class Submissions>
std::optional<solder::view> last_failure(const Submissions& runs) {
    if (runs.empty()) return std::nullopt;
    auto last = runs[runs.size() - 1];
    auto why = last.error();
    if (!why) return std::nullopt;
    // All: of two that failed, the older one would show up else.
    auto dismiss = [runs] {
        for (const auto& each : runs())
            if (!each.pending()) each.clear();
    };
    return WriteFailure(*why, [last] { last.retry(); }, dismiss);
}

}  // namespace projects
#endif
