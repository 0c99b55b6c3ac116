#include <algorithm>
#include <app/parts.hpp>
#include <app/routes.hpp>
#include <app/text.hpp>

namespace hackernews {

using namespace solder;

view Head(head_text title, head_text description) {
    auto in_tab = [title = std::make_shared<head_text>(std::move(title))] { return (*title)() + " · Solder News"; };
    return html("{}{}", Title(in_tab), Meta({.name = "description", .content = std::move(description)}));
}

view Failure(const error& why, const reset_function&) {
    return html(R"(<div class="failure"><p role="alert">{}</p>
<button class="live" onclick={}>Try again</button></div>)",
                why.message, [] { revalidate(); });
}

view Sketch(const char* what, std::int32_t count) {
    constexpr std::int32_t most = 8;  // more would be below the screen
    std::vector<view> items;
    for (std::int32_t i = 0; i < std::min(count, most); ++i) items.push_back(html("<li><i></i><i></i><i></i></li>"));
    return html(R"(<p class="unseen" role="status">Loading {}…</p><ul class="sketch" aria-hidden="true">{}</ul>)", what,
                std::move(items));
}

view Byline(const story& s) {
    return html(R"(<p class="byline">{} by <a href={}>{}</a> <span>{}</span></p>)",
                counted(s.points, "point", "points"), user_route.href(s.by), s.by, age(s.age_minutes));
}

view StoryRow(const story& s) {
    auto talk = story_route.href(s.id);
    auto host = s.host.empty() ? std::nullopt : std::optional(html(R"(<span class="host">{}</span>)", s.host));
    return html(R"(<li class="story" data-story={}><div>
  <h2><a href={}>{}</a> {}</h2>
  {}
  <a class="talk" href={}>{}<span> {}</span></a>
</div></li>)",
                s.id, s.url.empty() ? talk : s.url, s.title, std::move(host), Byline(s), talk, s.comment_count,
                s.comment_count == 1 ? "comment" : "comments");
}

}  // namespace hackernews
