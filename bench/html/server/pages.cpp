#include "pages.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace bench {
namespace {

using namespace solder;

struct task_item {
    int id;
    std::string title;
    bool done;
    bool operator==(const task_item&) const = default;
};

struct table_row {
    int id;
    std::string label;
    int amount;
    bool operator==(const table_row&) const = default;
};

const std::vector<task_item>& all_tasks() {
    static const auto tasks = [] {
        std::vector<task_item> made;
        for (int i = 1; i <= tasks_shown; ++i)
            made.push_back({i, "Order chairs & tables for room " + std::to_string(100 + i), i % 3 == 0});
        return made;
    }();
    return tasks;
}

const std::vector<table_row>& all_rows() {
    static const auto rows = [] {
        std::vector<table_row> made;
        for (int i = 1; i <= rows_shown; ++i)
            made.push_back({i, "a rather long label of row " + std::to_string(i), i * 7919 % 10'000});
        return made;
    }();
    return rows;
}

view Task(const task_item& task) {
    return html(
        R"(<li data-task={} class={}><form class="toggle" method="post" action="/tasks/{}/toggle">)"
        R"(<button aria-pressed={} aria-label="{} {}">{}</button></form><a class="title" href="/tasks/{}">{}</a>)"
        R"(<form class="delete" method="post" action="/tasks/{}/delete">)"
        R"(<button aria-label="Delete {}">Delete</button></form></li>)",
        task.id, task.done ? "done" : "open", task.id, task.done ? "true" : "false", task.done ? "Reopen" : "Finish",
        task.title, task.done ? "✓" : "○", task.id, task.title, task.id, task.title);
}

view Row(const table_row& row) {
    return html(R"(<tr><td class="number">{}</td><td class="label"><a href="/rows/{}">{}</a></td>)"
                R"(<td class="number">{}</td></tr>)",
                row.id, row.id, row.label, row.amount);
}

}  // namespace

view Project() {
    auto open = [] { return std::ranges::count(all_tasks(), false, &task_item::done); };
    return html(R"(<main><nav class="crumbs"><a href="/">Projects</a></nav><article data-project={}><h1>{}</h1>)"
                R"(<p class="summary">{} of {} tasks are open</p><ul class="tasks">{}</ul></article></main>)",
                1, "The new office", open, all_tasks().size(), For([] { return &all_tasks(); }, Task));
}

view Table() {
    return html(R"(<main><h1>Rows</h1><table><tbody>{}</tbody></table></main>)", For([] { return &all_rows(); }, Row));
}

}  // namespace bench
