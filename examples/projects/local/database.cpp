#include <algorithm>
#include <server/database.hpp>
#include <server/seed.hpp>
#include <solder/client/local_storage.hpp>
#include <solder/wire/json.hpp>

/// The database of a page without a server: all of it is one text that the browser keeps. Each call reads that text
/// anew, so that several tabs work on the same data, and a change that cannot be kept is not made.
namespace projects {
namespace {

struct task_row {
    std::int64_t project_id;
    project_task task;
};

struct contents {
    std::vector<project> projects;
    std::vector<task_row> tasks;
    std::int64_t last_task_id = 0;  // of all that ever were: no id is used twice
};

project* find_project_of(contents& all, std::int64_t id) {
    auto found = std::ranges::find(all.projects, id, &project::id);
    return found == all.projects.end() ? nullptr : &*found;
}

task_row* find_task_of(contents& all, std::int64_t project_id, std::int64_t id) {
    for (auto& row : all.tasks)
        if (row.project_id == project_id && row.task.id == id) return &row;
    return nullptr;
}

contents seed() {
    contents all;
    for (auto& each : seed_projects()) {
        const auto id = static_cast<std::int64_t>(all.projects.size()) + 1;
        all.projects.push_back({id, std::move(each.title)});
        for (auto& task : each.tasks) all.tasks.push_back({id, {++all.last_task_id, std::move(task.title), task.done}});
    }
    return all;
}

std::vector<student> students() {
    std::vector<student> all;
    for (auto& each : seed_students())
        all.push_back({static_cast<std::int64_t>(all.size()) + 1, std::move(each.name), std::move(each.house)});
    return all;
}

std::string in_lower_case(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

auto no_project() { return solder::fail(solder::not_found("There is no such project.")); }
auto no_task() { return solder::fail(solder::not_found("There is no such task.")); }

}  // namespace

struct database::impl {
    std::string name;

    [[nodiscard]] solder::result<contents> read() const {
        auto text = solder::read_local_storage(name);
        if (!text) return seed();
        auto all = solder::from_json<contents>(*text, solder::own_server_limits);
        if (!all) return solder::fail("what the browser keeps as " + name + " does not decode: " + all.error().message);
        return std::move(*all);
    }
    [[nodiscard]] solder::result<void> write(const contents& all) const {
        if (solder::write_local_storage(name, solder::to_json(all))) return {};
        return solder::fail(solder::invalid("Your browser keeps no more data for this page. Nothing was changed."));
    }
    /// Lets `change` have the row of a task, and keeps what it made of it; gives the task as it is then.
    template <class Change>
    solder::result<project_task> change_task(std::int64_t project_id, std::int64_t id, Change change) const {
        auto all = read();
        if (!all) return std::unexpected(std::move(all.error()));
        auto* row = find_task_of(*all, project_id, id);
        if (!row) return no_task();
        change(row->task);
        return written(*all, row->task);
    }
    /// Keeps `all`; gives `changed`, a part of it, when that went well.
    template <class Row>
    [[nodiscard]] solder::result<Row> written(const contents& all, const Row& changed) const {
        auto kept = write(all);
        if (!kept) return std::unexpected(std::move(kept.error()));
        return changed;
    }
};

database::database(std::unique_ptr<impl> parts) : impl_(std::move(parts)) {}
database::~database() = default;

solder::result<std::unique_ptr<database>> database::open(const std::string& name) {
    return std::unique_ptr<database>(new database(std::make_unique<impl>(name)));
}

solder::result<std::vector<project>> database::list_projects() {
    auto all = impl_->read();
    if (!all) return std::unexpected(std::move(all.error()));
    return std::move(all->projects);
}

solder::result<std::optional<project>> database::find_project(std::int64_t id) {
    auto all = impl_->read();
    if (!all) return std::unexpected(std::move(all.error()));
    auto* found = find_project_of(*all, id);
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

solder::result<project> database::rename_project(std::int64_t id, const std::string& title) {
    auto all = impl_->read();
    if (!all) return std::unexpected(std::move(all.error()));
    auto* found = find_project_of(*all, id);
    if (!found) return no_project();
    found->title = title;
    return impl_->written(*all, *found);
}

solder::result<std::vector<project_task>> database::list_tasks(std::int64_t project_id) {
    auto all = impl_->read();
    if (!all) return std::unexpected(std::move(all.error()));
    std::vector<project_task> tasks;
    for (auto& row : all->tasks)
        if (row.project_id == project_id) tasks.push_back(std::move(row.task));
    return tasks;
}

solder::result<project_task> database::add_task(std::int64_t project_id, const std::string& title) {
    auto all = impl_->read();
    if (!all) return std::unexpected(std::move(all.error()));
    if (!find_project_of(*all, project_id)) return no_project();
    all->tasks.push_back({project_id, {++all->last_task_id, title, false}});
    return impl_->written(*all, all->tasks.back().task);
}

solder::result<project_task> database::rename_task(std::int64_t project_id, std::int64_t id, const std::string& title) {
    return impl_->change_task(project_id, id, [&](project_task& task) { task.title = title; });
}

solder::result<project_task> database::set_done(std::int64_t project_id, std::int64_t id, bool done) {
    return impl_->change_task(project_id, id, [&](project_task& task) { task.done = done; });
}

solder::result<void> database::delete_task(std::int64_t project_id, std::int64_t id) {
    auto all = impl_->read();
    if (!all) return std::unexpected(std::move(all.error()));
    auto* row = find_task_of(*all, project_id, id);
    if (!row) return no_task();
    all->tasks.erase(all->tasks.begin() + (row - all->tasks.data()));
    return impl_->write(*all);
}

solder::result<std::vector<student>> database::list_students(const std::optional<std::string>& house) {
    auto all = students();
    if (house) std::erase_if(all, [&](const student& s) { return s.house != *house; });
    std::ranges::sort(all, {}, &student::name);
    return all;
}

solder::result<std::vector<student>> database::find_students(const std::string& text) {
    const auto wanted = in_lower_case(text);
    auto found = list_students();
    std::erase_if(*found, [&](const student& s) {
        return !in_lower_case(s.name).contains(wanted) && !in_lower_case(s.house).contains(wanted);
    });
    return found;
}

}  // namespace projects
