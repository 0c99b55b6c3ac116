#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>
#include <app/text.hpp>

namespace hackernews {
namespace {

using namespace solder;

/// The story does not wait for its comments.
view Discussion(const story& s) {
    auto comments = create_async([id = s.id] { return get_comments(id); });
    return html(R"(<section aria-labelledby="discussion"><h2 id="discussion">{}</h2>{}</section>)",
                counted(s.comment_count, "comment", "comments"),
                Later([count = s.comment_count] { return Sketch("comments", count); },
                      [=] { return html(R"(<ul class="comments">{}</ul>)", For(comments, Comment)); }));
}

view Heading(const story& s) {
    if (s.url.empty()) return html("<h1>{}</h1>", s.title);
    return html(R"(<h1><a href={}>{}</a> <span class="host">{}</span></h1>)", s.url, s.title, s.host);
}

view Story(const story& s) {
    auto about = counted(s.points, "point", "points") + " and " + counted(s.comment_count, "comment", "comments") +
                 " for a story by " + s.by;
    return html(R"({}<article class="whole" data-story={}>
  {}
  {}
  {}
</article>
{})",
                Head(s.title, about), s.id, Heading(s), Byline(s), Paragraphs(s.text), Discussion(s));
}

}  // namespace

view StoryPage(std::int64_t id) {
    return Found(create_async([=] { return get_story(id); }), Story);
}

}  // namespace hackernews
