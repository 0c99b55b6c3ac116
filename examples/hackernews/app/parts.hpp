#ifndef HACKERNEWS_APP_PARTS_HPP
#define HACKERNEWS_APP_PARTS_HPP
#include <app/model.hpp>
#include <app/pages.hpp>
#include <memory>
#include <solder/solder.hpp>

/// What several pages use.
namespace hackernews {

/// Title and description of the page, for the tab and for search engines.
solder::view Head(solder::head_text title, solder::head_text description);

/// Says what went wrong in place of what could not be read.
solder::view Failure(const solder::error& why, const solder::reset_function& reset);

/// Content that comes later than the page around it: until then a sketch of it, so that nothing jumps. The boundary for
/// errors is inside: when the content fails, that comes in place of the sketch as content does.
template <class Sketch, class Content>
solder::view Later(Sketch sketch, Content content) {
    return solder::Suspense(sketch, [=] { return solder::ErrorBoundary(Failure, content); });
}

/// What was found, as `content` shows it, which takes what the `then` of a `Show` takes; where nothing is, `NotFound`.
template <class T, class Content>
solder::view Found(const solder::async_value<std::optional<T>>& found, Content content) {
    auto value = [=]() -> std::shared_ptr<const T> {
        auto answer = found();
        return answer && *answer ? std::shared_ptr<const T>(answer, &**answer) : nullptr;
    };
    return solder::Show([=] { return found() && !*found(); }, NotFound, [=] { return solder::Show(value, content); });
}

/// Grey bars in the place of `count` comments, or of rows; `what` is said to those who do not see them.
solder::view Sketch(const char* what, std::int32_t count);

/// A row of a list of stories.
solder::view StoryRow(const story& s);
/// "120 points by ada 3 hours ago"
solder::view Byline(const story& s);
/// A comment and, below it, its replies.
solder::view Comment(const comment& c);

}  // namespace hackernews
#endif
