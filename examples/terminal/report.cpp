#include "report.hpp"
#include "view.hpp"

namespace monitor {
namespace {

using namespace std::chrono_literals;

void add(report& to, const line& what) {
    auto text = printable(what.text);
    to.text += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
}

template <class T, class Show>
void add(report& to, std::string_view topic, const solder::result<T>& outcome, Show show) {
    if (outcome) return show(*outcome);
    add(to, error_line(topic, outcome.error()));
    to.complete = false;
}

}  // namespace

solder::task<report> make_report() {
    static_assert(machine::least_distance < 500ms);
    co_await solder::as_result(get_all_processes());
    co_await solder::sleep_for(500ms);
    co_await solder::revalidate();

    auto load = co_await solder::as_result(get_load());
    auto memory = co_await solder::as_result(get_memory());
    auto processes = co_await solder::as_result(get_processes(sort_order::cpu, ""));
    report made;
    add(made, "load", load, [&](const load_average& value) { add(made, load_line(value)); });
    add(made, "memory", memory, [&](const memory_use& value) { add(made, memory_line(value)); });
    add(made, "processes", processes, [&](const process_list& list) {
        add(made, summary_line(list, sort_order::cpu));
        add(made, title_line());
        for (const auto& one : list.all) add(made, process_line(one));
    });
    co_return made;
}

}  // namespace monitor
