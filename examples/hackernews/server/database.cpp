#include "database.hpp"
#include "rows.hpp"
#include "tables.hpp"
#include <soci/connection-pool.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace hackernews {
namespace {

constexpr std::size_t connection_count = 8;
constexpr int most_of_a_user = 20;

/// What a list has, best first. Null: there is no such list.
const char* selection(feed which) {
    switch (which) {
        // A story sinks with the square of its age in hours.
        case feed::top:
            return "where kind <> 5 order by points * 10000 / ((age_minutes / 60 + 2) * (age_minutes / 60 + 2)) desc, "
                   "id desc";
        case feed::newest:
            return "order by id desc";
        case feed::best:
            return "where kind <> 5 order by points desc, id desc";
        case feed::ask:
            return "where kind = 3 order by id desc";
        case feed::show:
            return "where kind = 4 order by id desc";
        case feed::jobs:
            return "where kind = 5 order by id desc";
    }
    return nullptr;  // a number that somebody sent
}
static_assert(static_cast<int>(feed::ask) == 3 && static_cast<int>(feed::jobs) == 5);  // as the SQL above says

constexpr const char* story_columns =
    "select id, title, url, host, author, '' as text, points, age_minutes, comment_count from stories ";

template <class Row>
std::vector<Row> all_of(soci::rowset<Row> rows) {
    return {rows.begin(), rows.end()};
}

template <class Row>
std::optional<Row> first_of(soci::rowset<Row> rows) {
    auto all = all_of(std::move(rows));
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

/// Moves the comments below `parent_id` out of `rows`, which are in the order of the page, from `at` on.
std::vector<comment> take_replies(std::vector<comment_row>& rows, std::size_t& at, std::int64_t parent_id) {
    std::vector<comment> replies;
    while (at < rows.size() && rows[at].parent_id == parent_id) {
        auto& added = replies.emplace_back(std::move(rows[at++].what));
        added.replies = take_replies(rows, at, added.id);
    }
    return replies;
}

}  // namespace

struct database::impl {
    soci::connection_pool pool{connection_count};

    /// Calls `read` with a connection. The border where exceptions of SOCI become errors.
    template <class Read>
    solder::result<std::invoke_result_t<Read, soci::session&>> run(Read read) {
        try {
            soci::session session(pool);
            return read(session);
        } catch (const std::exception& e) {
            return solder::fail(std::string("the database cannot be read: ") + e.what());
        }
    }
};

database::database(std::unique_ptr<impl> parts) : impl_(std::move(parts)) {}
database::~database() = default;

solder::result<std::unique_ptr<database>> database::open(const std::string& file) {
    auto parts = std::make_unique<impl>();
    try {
        for (std::size_t i = 0; i < connection_count; ++i) {
            auto& session = parts->pool.at(i);
            session.open(soci::sqlite3, "dbname=\"" + file + "\" timeout=5");
            if (i == 0) fill(session);
        }
    } catch (const std::exception& e) {
        return solder::fail("the database " + file + " cannot be used: " + e.what());
    }
    return std::unique_ptr<database>(new database(std::move(parts)));
}

solder::result<std::optional<story_page>> database::list_stories(feed which, std::int32_t page) {
    return impl_->run([&](soci::session& session) -> std::optional<story_page> {
        const char* selected = selection(which);
        if (!selected || page < 1) return std::nullopt;
        const int wanted = stories_on_page + 1;  // one more tells whether there is a next page
        const long long before = static_cast<long long>(page - 1) * stories_on_page;
        auto stories = all_of<story>((session.prepare << story_columns << selected << " limit :count offset :before",
                                      soci::use(wanted), soci::use(before)));
        if (stories.empty()) return std::nullopt;
        const bool has_next = stories.size() > stories_on_page;
        if (has_next) stories.pop_back();
        return story_page{std::move(stories), has_next};
    });
}

solder::result<std::optional<story>> database::find_story(std::int64_t id) {
    return impl_->run([wanted = static_cast<long long>(id)](soci::session& session) {
        return first_of<story>((session.prepare << "select * from stories where id = :id", soci::use(wanted)));
    });
}

solder::result<std::vector<comment>> database::list_comments(std::int64_t story_id) {
    return impl_->run([wanted = static_cast<long long>(story_id)](soci::session& session) {
        auto rows = all_of<comment_row>(
            (session.prepare << "select * from comments where story_id = :story order by id", soci::use(wanted)));
        std::size_t at = 0;
        return take_replies(rows, at, 0);
    });
}

solder::result<std::optional<user>> database::find_user(const std::string& name) {
    return impl_->run([&](soci::session& session) {
        return first_of<user>((session.prepare << "select * from users where name = :name", soci::use(name)));
    });
}

solder::result<activity> database::list_activity(const std::string& name) {
    return impl_->run([&](soci::session& session) {
        auto stories = all_of<story>(
            (session.prepare << story_columns << "where author = :name order by id desc limit " << most_of_a_user,
             soci::use(name)));
        auto remarks =
            all_of<remark>((session.prepare << "select c.id, c.story_id, s.title, c.text, c.age_minutes from comments c"
                                               " join stories s on s.id = c.story_id where c.author = :name"
                                               " order by c.age_minutes, c.id limit "
                                            << most_of_a_user,
                            soci::use(name)));
        return activity{std::move(stories), std::move(remarks)};
    });
}

}  // namespace hackernews
