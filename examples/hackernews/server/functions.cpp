#include <app/api.hpp>
#include <server/functions.hpp>
#include <solder/core/timer.hpp>

namespace hackernews {
namespace {

using std::chrono::milliseconds;

/// Answers after a while, as a database far away does. Other requests go on meanwhile.
template <class Answer>
solder::task<typename std::invoke_result_t<Answer&>::value_type> after(milliseconds wait, Answer answer) {
    if (wait > milliseconds::zero()) co_await solder::sleep_for(wait);
    auto found = answer();
    if (!found) co_return solder::fail(std::move(found.error()));
    co_return std::move(*found);
}

/// From none to a seventh of `slow`, each thing always the same.
milliseconds part_of(milliseconds slow, std::size_t thing) { return slow * static_cast<int>(thing % 8) / 49; }

}  // namespace

void define_functions(database& db, milliseconds slow) {
    list_stories.define([&db, slow](feed which, std::int32_t page) {
        return after(part_of(slow, static_cast<std::size_t>(which) + static_cast<std::size_t>(page)),
                     [&db, which, page] { return db.list_stories(which, page); });
    });
    find_story.define([&db, slow](std::int64_t id) {
        return after(part_of(slow, static_cast<std::size_t>(id)), [&db, id] { return db.find_story(id); });
    });
    list_comments.define([&db, slow](std::int64_t story_id) {
        return after(slow, [&db, story_id] { return db.list_comments(story_id); });
    });
    find_user.define([&db, slow](const std::string& name) {
        return after(part_of(slow, name.size()), [&db, name] { return db.find_user(name); });
    });
    list_activity.define(
        [&db, slow](const std::string& name) { return after(slow, [&db, name] { return db.list_activity(name); }); });
}

}  // namespace hackernews
