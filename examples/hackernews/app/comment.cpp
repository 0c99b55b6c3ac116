#include <app/parts.hpp>
#include <app/routes.hpp>
#include <app/text.hpp>

namespace hackernews {

using namespace solder;

namespace {

std::int32_t count_replies(const comment& c) {
    auto count = static_cast<std::int32_t>(c.replies.size());
    for (const auto& reply : c.replies) count += count_replies(reply);
    return count;
}

std::optional<view> Replies(const comment& c) {
    if (c.replies.empty()) return std::nullopt;
    std::vector<view> all;
    for (const auto& reply : c.replies) all.push_back(Comment(reply));
    return html(R"(<ul class="comments">{}</ul>)", std::move(all));
}

}  // namespace

/// Folding is the browser's: it works without script, and whoever folds a comment early keeps it so.
view Comment(const comment& c) {
    auto replies = counted(count_replies(c), "reply", "replies");
    return html(R"(<li class="comment" data-comment={}>
  <p class="byline"><a href={}>{}</a> <span>{}</span></p>
  <details open><summary aria-label="Comment by {}, {}"><span>{}</span></summary>{}{}</details>
</li>)",
                c.id, user_route.href(c.by), c.by, age(c.age_minutes), c.by, replies, replies, Paragraphs(c.text),
                Replies(c));
}

}  // namespace hackernews
