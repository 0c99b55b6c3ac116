#include "database.hpp"
#include "connection.hpp"
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <string_view>
#include <type_traits>
#include <utility>

namespace projects {
namespace {

constexpr std::size_t max_connections = 8;

bool is_postgresql(std::string_view url) { return url.starts_with("postgresql://") || url.starts_with("postgres://"); }

/// `url` as a log may show it: without password and parameters.
std::string without_secrets(const std::string& url) {
    if (!is_postgresql(url)) return url;
    const std::size_t start = url.find("://") + 3;
    const std::size_t at = url.rfind('@');
    const std::size_t host = at == std::string::npos || at < start ? start : at + 1;
    return url.substr(0, start) + url.substr(host, url.find('?', host) - host);
}

/// Messages of PostgreSQL have several lines; a log line is one.
std::string on_one_line(std::string message) {
    std::ranges::replace(message, '\n', ' ');
    std::ranges::replace(message, '\t', ' ');
    while (message.ends_with(' ')) message.pop_back();
    return message;
}

std::string message_of(const std::exception& e) {
    // what() would add the query with its parameters, and what people type is not for the log.
    const auto* failure = dynamic_cast<const soci::soci_error*>(&e);
    std::string message = on_one_line(failure ? failure->get_error_message() : e.what());
    // SOCI puts its own words before those of the database, which say what is wrong.
    constexpr std::string_view refused = "Cannot establish connection to the database. ";
    if (message.starts_with(refused)) message.erase(0, refused.size());
    if (message.starts_with("sqlite3_statement_backend::")) message.erase(0, message.find(": ") + 2);
    return message;
}

solder::result<database_address> parse(const std::string& url) {
    if (is_postgresql(url)) {
        // libpq would wait for ever for a host that does not answer. (Without any "=", SOCI 4.0 spoils the URL.)
        const bool has_timeout = url.find("connect_timeout=") != std::string::npos;
        const char* separator = url.find('?') == std::string::npos ? "?" : "&";
        const std::string parameters = has_timeout ? url : url + separator + "connect_timeout=5";
        return database_address{soci::factory_postgresql(), parameters, false, false};
    }
    if (url.starts_with("sqlite:")) {
        const std::string file = url.substr(7);
        if (file.empty()) return solder::fail("the database URL \"sqlite:\" names no file, as in sqlite:projects.db");
        if (file.find('"') != std::string::npos)
            return solder::fail("the database URL " + url + " has a double quote in its file name, which cannot work");
        return database_address{soci::factory_sqlite3(), "dbname=\"" + file + "\"", true, file == ":memory:"};
    }
    return solder::fail("the database URL \"" + without_secrets(url) +
                        "\" is of no known kind; use sqlite:FILE or postgresql://USER@HOST/NAME");
}

template <class Row>
solder::result<Row> first_of(solder::result<std::vector<Row>> rows, const char* what_is_missing) {
    if (!rows) return std::unexpected(std::move(rows.error()));
    if (rows->empty()) return solder::fail(solder::not_found(what_is_missing));
    return std::move(rows->front());
}

/// SOCI hands text to PostgreSQL up to the first zero byte: refusing beats losing the rest.
bool can_be_kept(const std::string& text) { return text.find('\0') == std::string::npos; }

/// The pattern of `like` that finds `text` anywhere, whatever characters it has.
std::string anywhere(const std::string& text) {
    std::string pattern = "%";
    for (char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

constexpr const char* no_project = "There is no such project.";
constexpr const char* no_task = "There is no such task.";
constexpr const char* bad_title = "The title has a character that cannot be stored.";

}  // namespace

/// The connections: some idle, some lent to a thread.
struct database::impl {
    explicit impl(database_address where) : address(std::move(where)) {}

    std::unique_ptr<connection> borrow() {
        std::unique_lock lock(mutex);
        const std::size_t limit = address.in_memory ? 1 : max_connections;
        returned.wait(lock, [&] { return !idle.empty() || lent_count < limit; });
        ++lent_count;
        if (idle.empty()) return nullptr;
        std::unique_ptr<connection> lent = std::move(idle.back());
        idle.pop_back();
        return lent;
    }

    void give_back(std::unique_ptr<connection> lent, bool failed) {
        std::vector<std::unique_ptr<connection>> broken;  // closed after the lock is released
        const std::lock_guard lock(mutex);
        --lent_count;
        if (failed && !address.in_memory) {
            broken = std::exchange(idle, {});  // the others have most likely lost the same server
            broken.push_back(std::move(lent));
        } else if (lent) {
            idle.push_back(std::move(lent));
        }
        returned.notify_one();
    }

    /// Calls `statement` with a connection. The border where exceptions of SOCI become errors.
    template <class Statement>
    solder::result<std::invoke_result_t<Statement, connection&>> run(const char* what, Statement statement) {
        std::unique_ptr<connection> lent = borrow();
        try {
            if (!lent) lent = std::make_unique<connection>(address, false);
            auto rows = statement(*lent);
            give_back(std::move(lent), false);
            return rows;
        } catch (const std::exception& e) {
            give_back(std::move(lent), true);
            return solder::fail(std::string("the database cannot ") + what + ": " + message_of(e));
        }
    }

    const database_address address;
    std::mutex mutex;
    std::condition_variable returned;
    std::vector<std::unique_ptr<connection>> idle;
    std::size_t lent_count = 0;
};

database::database(std::unique_ptr<impl> parts) : impl_(std::move(parts)) {}
database::~database() = default;

solder::result<std::unique_ptr<database>> database::open(const std::string& url) {
    solder::result<database_address> address = parse(url);
    if (!address) return std::unexpected(std::move(address.error()));
    auto parts = std::make_unique<impl>(*address);
    try {
        parts->idle.push_back(std::make_unique<connection>(*address, true));
    } catch (const std::exception& e) {
        return solder::fail("the database " + without_secrets(url) + " cannot be used: " + message_of(e));
    }
    return std::unique_ptr<database>(new database(std::move(parts)));
}

solder::result<std::vector<project>> database::list_projects() {
    return impl_->run("list projects", [](connection& c) { return c.list_projects(); });
}

solder::result<std::optional<project>> database::find_project(std::int64_t id) {
    auto rows = impl_->run("find a project", [&](connection& c) { return c.find_project(id); });
    if (!rows) return std::unexpected(std::move(rows.error()));
    return rows->empty() ? std::nullopt : std::optional(std::move(rows->front()));
}

solder::result<project> database::rename_project(std::int64_t id, const std::string& title) {
    if (!can_be_kept(title)) return solder::fail(solder::invalid(bad_title));
    return first_of(impl_->run("rename a project", [&](connection& c) { return c.rename_project(title, id); }),
                    no_project);
}

solder::result<std::vector<project_task>> database::list_tasks(std::int64_t project_id) {
    return impl_->run("list tasks", [&](connection& c) { return c.list_tasks(project_id); });
}

solder::result<project_task> database::add_task(std::int64_t project_id, const std::string& title) {
    if (!can_be_kept(title)) return solder::fail(solder::invalid(bad_title));
    return first_of(impl_->run("add a task", [&](connection& c) { return c.add_task(title, project_id); }), no_project);
}

solder::result<project_task> database::rename_task(std::int64_t project_id, std::int64_t id, const std::string& title) {
    if (!can_be_kept(title)) return solder::fail(solder::invalid(bad_title));
    return first_of(impl_->run("rename a task", [&](connection& c) { return c.rename_task(title, id, project_id); }),
                    no_task);
}

solder::result<project_task> database::set_done(std::int64_t project_id, std::int64_t id, bool done) {
    return first_of(impl_->run("change a task", [&](connection& c) { return c.set_done(done, id, project_id); }),
                    no_task);
}

solder::result<void> database::delete_task(std::int64_t project_id, std::int64_t id) {
    auto deleted =
        first_of(impl_->run("delete a task", [&](connection& c) { return c.delete_task(id, project_id); }), no_task);
    if (!deleted) return std::unexpected(std::move(deleted.error()));
    return {};
}

solder::result<std::vector<student>> database::list_students(const std::optional<std::string>& house) {
    return impl_->run("list students",
                      [&](connection& c) { return house ? c.list_students_of_house(*house) : c.list_students(); });
}

solder::result<std::vector<student>> database::find_students(const std::string& text) {
    if (!can_be_kept(text)) return std::vector<student>();
    return impl_->run("find students", [&](connection& c) { return c.find_students(anywhere(text)); });
}

}  // namespace projects
