#include "connection.hpp"
#include "seed.hpp"
#include <chrono>
#include <soci/sqlite3/soci-sqlite3.h>
#include <thread>

namespace projects {
namespace {

/// With WAL, readers and a writer do not wait for each other. Once switched on, the file keeps it.
void switch_to_wal(soci::session& session) {
    // Two programs that switch at once would wait for each other, so SQLite fails one of them despite busy_timeout.
    for (int tries_left = 50;; --tries_left) {
        try {
            session << "pragma journal_mode = wal";
            return;
        } catch (const soci::sqlite3_soci_error& e) {
            if (e.result() != SQLITE_BUSY || tries_left == 0) throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

void set_up_sqlite(soci::session& session) {
    session << "pragma busy_timeout = 5000";  // milliseconds; first, so that the next lines wait too
    switch_to_wal(session);
    session << "pragma synchronous = normal";  // safe with WAL; power loss may cost the last writes, never the file
    session << "pragma foreign_keys = on";
}

/// The two databases differ in one type: the id that counts itself and is never used again.
void create_tables(soci::session& session, bool is_sqlite) {
    const std::string own_id = is_sqlite ? "id integer primary key autoincrement" : "id bigserial primary key";
    session << "create table if not exists projects (" + own_id + ", title text not null)";
    session << "create table if not exists tasks (" + own_id +
                   ", project_id bigint not null references projects (id) on delete cascade, title text not null,"
                   " done integer not null default 0 check (done in (0, 1)))";
    session << "create index if not exists tasks_by_project on tasks (project_id, id)";
    session << "create table if not exists students (" + own_id + ", name text not null, house text not null)";
}

void fill(soci::session& session) {
    using no_columns = std::tuple<>;
    using id_column = std::tuple<std::int64_t>;
    prepared_query<std::int64_t, id_column, std::string> add_project(
        session, "insert into projects (title) values (:title) returning id");
    prepared_query<no_columns, no_columns, std::int64_t, std::string, int> add_task(
        session, "insert into tasks (project_id, title, done) values (:project, :title, :done)");
    prepared_query<no_columns, no_columns, std::string, std::string> add_student(
        session, "insert into students (name, house) values (:name, :house)");
    for (const seed_project& p : seed_projects()) {
        const std::int64_t id = add_project(p.title).at(0);
        for (const seed_task& t : p.tasks) add_task(id, t.title, t.done);
    }
    for (const seed_student& s : seed_students()) add_student(s.name, s.house);
}

/// Makes the tables and fills them with the seed, unless that has been done.
void complete(soci::session& session, bool is_sqlite) {
    // Two programs that start at once must not both fill: each waits here until the other has committed.
    session << (is_sqlite ? "begin immediate" : "begin");
    if (!is_sqlite) session << "select pg_advisory_xact_lock(7365737)";
    create_tables(session, is_sqlite);
    int project_count = 0;
    session << "select count(*) from projects", soci::into(project_count);
    if (project_count == 0) fill(session);
    session << "commit";  // a failure before this line closes the session, which undoes everything
}

soci::session& ready(soci::session& session, const database_address& address, bool make_tables) {
    if (address.is_sqlite) {
        set_up_sqlite(session);
    } else {
        session << "set client_min_messages = warning";  // else "table exists already" is printed at every start
    }
    if (make_tables) complete(session, address.is_sqlite);
    return session;
}

}  // namespace

connection::connection(const database_address& address, bool make_tables)
    : session_(*address.factory, address.parameters),
      list_projects(ready(session_, address, make_tables), "select id, title from projects order by id"),
      find_project(session_, "select id, title from projects where id = :id"),
      rename_project(session_, "update projects set title = :title where id = :id returning id, title"),
      list_tasks(session_, "select id, title, done from tasks where project_id = :project order by id"),
      // Selecting from projects makes an unknown project an empty answer instead of a failure.
      add_task(session_,
               "insert into tasks (title, project_id) select cast(:title as text), id from projects where id = :project"
               " returning id, title, done"),
      rename_task(session_,
                  "update tasks set title = :title where id = :id and project_id = :project"
                  " returning id, title, done"),
      set_done(session_,
               "update tasks set done = :done where id = :id and project_id = :project"
               " returning id, title, done"),
      delete_task(session_, "delete from tasks where id = :id and project_id = :project returning id, title, done"),
      list_students(session_, "select id, name, house from students order by name, id"),
      list_students_of_house(session_, "select id, name, house from students where house = :house order by name, id"),
      find_students(session_,
                    "select id, name, house from students where lower(name || ' ' || house) like lower(:text)"
                    " escape '\\' order by name, id") {}

}  // namespace projects
