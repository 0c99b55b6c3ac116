#ifndef PROJECTS_SERVER_CONNECTION_HPP
#define PROJECTS_SERVER_CONNECTION_HPP
#include "../app/model.hpp"
#include <cstdint>
#include <soci/soci.h>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace projects {

/// Which database, as SOCI wants it.
struct database_address {
    const soci::backend_factory* factory;
    std::string parameters;
    bool is_sqlite;
    bool in_memory;  ///< then the data lives in the one connection
};

/// A statement prepared once, with its own places for inputs and columns. `Row` is made from the columns in order.
template <class Row, class Columns, class... Inputs>
class prepared_query {
public:
    prepared_query(soci::session& session, const std::string& text) : statement_(session) {
        std::apply([&](auto&... column) { (statement_.exchange(soci::into(column)), ...); }, columns_);
        std::apply([&](auto&... input) { (statement_.exchange(soci::use(input)), ...); }, inputs_);
        statement_.alloc();
        statement_.prepare(text);
        statement_.define_and_bind();
    }
    // The statement keeps the addresses of both tuples.
    prepared_query(const prepared_query&) = delete;
    prepared_query& operator=(const prepared_query&) = delete;

    /// Runs to the last row: an SQLite statement that stops earlier keeps its lock.
    std::vector<Row> operator()(const Inputs&... inputs) {
        inputs_ = std::tuple<Inputs...>(inputs...);
        std::vector<Row> rows;
        statement_.execute(std::tuple_size_v<Columns> == 0);  // with columns, the first fetch() starts it
        while (statement_.fetch()) rows.push_back(std::make_from_tuple<Row>(std::move(columns_)));
        return rows;
    }

private:
    Columns columns_;
    std::tuple<Inputs...> inputs_;
    soci::statement statement_;
};

/// One open session and the statements prepared on it. Members throw `soci::soci_error`; one thread at a time.
class connection {
    using id = std::int64_t;
    using text = std::string;
    using number = int;  // SOCI has no bool
    using project_columns = std::tuple<id, text>;
    using task_columns = std::tuple<id, text, number>;
    using student_columns = std::tuple<id, text, text>;

    soci::session session_;  // first: the statements below are prepared on it

public:
    /// @param make_tables  whether to make and fill what is missing; only the first connection needs to
    connection(const database_address& address, bool make_tables);

    prepared_query<project, project_columns> list_projects;
    prepared_query<project, project_columns, id> find_project;
    prepared_query<project, project_columns, text, id> rename_project;
    prepared_query<project_task, task_columns, id> list_tasks;
    prepared_query<project_task, task_columns, text, id> add_task;
    prepared_query<project_task, task_columns, text, id, id> rename_task;
    prepared_query<project_task, task_columns, number, id, id> set_done;
    prepared_query<project_task, task_columns, id, id> delete_task;
    prepared_query<student, student_columns> list_students;
    prepared_query<student, student_columns, text> list_students_of_house;
    prepared_query<student, student_columns, text> find_students;
};

}  // namespace projects
#endif
