#ifndef HACKERNEWS_SERVER_ROWS_HPP
#define HACKERNEWS_SERVER_ROWS_HPP
#include "../app/model.hpp"
#include <soci/soci.h>

/// How rows of the database become structs: SOCI finds the columns by name. SQLite knows of the types what the table
/// was declared with: `bigint` is a `long long`, `integer` an `int`.
namespace hackernews {

/// A comment, and what it answers.
struct comment_row {
    comment what;
    std::int64_t parent_id;  ///< 0: the story
};

}  // namespace hackernews

namespace soci {

template <>
struct type_conversion<hackernews::story> {
    using base_type = values;
    static void from_base(const values& row, indicator, hackernews::story& to) {
        to = {row.get<long long>("id"),     row.get<std::string>("title"),  row.get<std::string>("url"),
              row.get<std::string>("host"), row.get<std::string>("author"), row.get<std::string>("text"),
              row.get<int>("points"),       row.get<int>("age_minutes"),    row.get<int>("comment_count")};
    }
};

template <>
struct type_conversion<hackernews::comment_row> {
    using base_type = values;
    static void from_base(const values& row, indicator, hackernews::comment_row& to) {
        to.what = {row.get<long long>("id"),
                   row.get<std::string>("author"),
                   row.get<std::string>("text"),
                   row.get<int>("age_minutes"),
                   {}};
        to.parent_id = row.get<long long>("parent_id");
    }
};

template <>
struct type_conversion<hackernews::user> {
    using base_type = values;
    static void from_base(const values& row, indicator, hackernews::user& to) {
        to = {row.get<std::string>("name"), row.get<std::string>("about"), row.get<int>("karma"),
              row.get<int>("age_days")};
    }
};

template <>
struct type_conversion<hackernews::remark> {
    using base_type = values;
    static void from_base(const values& row, indicator, hackernews::remark& to) {
        to = {row.get<long long>("id"), row.get<long long>("story_id"), row.get<std::string>("title"),
              row.get<std::string>("text"), row.get<int>("age_minutes")};
    }
};

}  // namespace soci
#endif
