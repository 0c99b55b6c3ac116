#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>
#include <app/text.hpp>

namespace hackernews {
namespace {

using namespace solder;

view Remark(const remark& r) {
    return html(R"(<li data-comment={}>
  <p class="byline">on <a href={}>{}</a> <span>{}</span></p>
  {}
</li>)",
                r.id, story_route.href(r.story_id), r.story_title, age(r.age_minutes), Paragraphs(r.text));
}

/// What somebody sent comes later than who it is.
view Sent(const std::string& name) {
    auto sent = create_async([=] { return get_activity(name); });
    auto stories = [=] { return sent() ? sent()->stories : std::vector<story>(); };
    auto remarks = [=] { return sent() ? sent()->remarks : std::vector<remark>(); };
    return Later([] { return Sketch("stories and comments", 8); },
                 [=] {
                     return html(R"(<section><h2>Stories</h2><ul class="stories">{}</ul></section>
<section><h2>Comments</h2><ul class="comments">{}</ul></section>)",
                                 For(stories, StoryRow), For(remarks, Remark));
                 });
}

view Profile(const user& u) {
    auto karma = counted(u.karma, "point", "points");
    return html(R"({}<article class="whole">
  <h1>{}</h1>
  <p class="byline">{}, here for {}</p>
  {}
</article>
{})",
                Head(u.name, "Stories and comments by " + u.name + ", who has " + karma), u.name, karma,
                counted(u.age_days, "day", "days"), Paragraphs(u.about), Sent(u.name));
}

}  // namespace

view UserPage(const std::string& name) {
    return Found(create_async([=] { return get_user(name); }), Profile);
}

}  // namespace hackernews
