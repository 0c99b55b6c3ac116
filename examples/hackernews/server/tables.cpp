#include "tables.hpp"
#include "seed.hpp"

namespace hackernews {
namespace {

void create_tables(soci::session& session) {
    for (const char* name : {"users", "stories", "comments"}) session << "drop table if exists " << name;
    session << "create table users (name text primary key, about text, karma integer, age_days integer)";
    session
        << "create table stories (id bigint primary key, kind integer, title text, url text, host text, author text,"
           " text text, points integer, age_minutes integer, comment_count integer)";
    session
        << "create table comments (id bigint primary key, story_id bigint, parent_id bigint, author text, text text,"
           " age_minutes integer)";
    session << "create index stories_by_author on stories (author, id)";
    session << "create index comments_by_story on comments (story_id, id)";
    session << "create index comments_by_author on comments (author, age_minutes)";
}

void insert_users(soci::session& session, const std::vector<user>& all) {
    user u;
    soci::statement insert = (session.prepare << "insert into users values (:name, :about, :karma, :age)",
                              soci::use(u.name), soci::use(u.about), soci::use(u.karma), soci::use(u.age_days));
    for (const auto& each : all) {
        u = each;
        insert.execute(true);
    }
}

void insert_stories(soci::session& session, const std::vector<seed_story>& all) {
    story s;
    long long id = 0;
    int kind = 0;
    soci::statement insert =
        (session.prepare << "insert into stories values (:id, :kind, :title, :url, :host, :author,"
                            " :text, :points, :age, :comments)",
         soci::use(id), soci::use(kind), soci::use(s.title), soci::use(s.url), soci::use(s.host), soci::use(s.by),
         soci::use(s.text), soci::use(s.points), soci::use(s.age_minutes), soci::use(s.comment_count));
    for (const auto& each : all) {
        s = each.what;
        id = s.id;
        kind = static_cast<int>(each.kind);
        insert.execute(true);
    }
}

class comment_inserter {
public:
    explicit comment_inserter(soci::session& session)
        : insert_((session.prepare << "insert into comments values (:id, :story, :parent, :author, :text, :age)",
                   soci::use(id_), soci::use(story_), soci::use(parent_), soci::use(author_), soci::use(text_),
                   soci::use(age_))) {}

    void add(const std::vector<comment>& all, std::int64_t story_id, std::int64_t parent_id) {
        for (const auto& each : all) {
            id_ = each.id;
            story_ = story_id;
            parent_ = parent_id;
            author_ = each.by;
            text_ = each.text;
            age_ = each.age_minutes;
            insert_.execute(true);
            add(each.replies, story_id, each.id);
        }
    }

private:
    long long id_ = 0, story_ = 0, parent_ = 0;
    std::string author_, text_;
    int age_ = 0;
    soci::statement insert_;  // keeps the addresses of the others
};

}  // namespace

void fill(soci::session& session) {
    session << "begin immediate";  // the second of two programs waits here until the first has committed
    int version = 0;
    session << "pragma user_version", soci::into(version);
    if (version != snapshot_version) {
        create_tables(session);
        const auto made = make_snapshot();
        insert_users(session, made.users);
        insert_stories(session, made.stories);
        comment_inserter comments(session);
        for (const auto& each : made.stories) comments.add(each.comments, each.what.id, 0);
        session << "pragma user_version = " << snapshot_version;
    }
    session << "commit";  // a failure before this line closes the session, which undoes everything
}

}  // namespace hackernews
