#include <app/api.hpp>
#include <app/pages.hpp>
#include <app/parts.hpp>

namespace hackernews {
namespace {

using namespace solder;

struct place {
    feed which;
    std::int32_t page;

    friend bool operator==(const place&, const place&) = default;
};

view PageLink(memo<place> at, std::int32_t step, const char* label) {
    return A([=] { return address_of(at().which, at().page + step); }, label);
}

view Pager(memo<place> at, memo<bool> has_next) {
    return html(
        R"(<nav class="pager" aria-label="Pages">{}<span>Page {}</span>{}</nav>)",
        Show([=] { return at().page > 1; }, [=] { return PageLink(at, -1, "← Previous"); }), [=] { return at().page; },
        Show(has_next, [=] { return PageLink(at, 1, "Next →"); }));
}

}  // namespace

view FeedPage(memo<std::optional<feed>> which, memo<std::optional<std::int32_t>> page) {
    auto wanted = create_memo([=] { return place{which().value_or(feed::top), page().value_or(1)}; });
    auto found = create_async([=] { return get_stories(wanted().which, wanted().page); });
    // The stories of one list stay until those of the next are there, and so does what the page says of them.
    auto at = create_memo([=](const place* before) { return before && found.refreshing() ? *before : wanted(); });
    auto stories = [=] { return found() && *found() ? (*found())->stories : std::vector<story>(); };
    auto has_next = create_memo([=] { return found() && *found() && (*found())->has_next; });
    auto title = [=] { return std::string(info_of(at().which).title); };
    return Found(found, [=] {
        return html(
            R"({}{}<h1>{}</h1>
<ol class="stories" start={}>{}</ol>
{})",
            Head(title, [=] { return std::string(info_of(at().which).about); }),
            // "/top/1" is "/".
            Link({.rel = "canonical", .href = [=] { return address_of(at().which, at().page); }}), title,
            [=] { return (at().page - 1) * stories_on_page + 1; }, For(stories, StoryRow), Pager(at, has_next));
    });
}

}  // namespace hackernews
