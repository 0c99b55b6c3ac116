#include "view.hpp"
#include <algorithm>
#include <cstdio>

namespace monitor {
namespace {

template <class... Args>
std::string formatted(const char* format, Args... args) {
    char text[160];
    auto length = std::snprintf(text, sizeof text, format, args...);
    return {text, static_cast<std::size_t>(std::clamp<int>(length, 0, sizeof text - 1))};
}

double gib(std::uint64_t kib) { return static_cast<double>(kib) / (1024 * 1024); }

std::string bar(std::uint64_t part, std::uint64_t whole) {
    constexpr std::size_t width = 20;
    auto filled = whole == 0 ? 0 : static_cast<std::size_t>(std::min(part, whole) * width / whole);
    return "[" + std::string(filled, '#') + std::string(width - filled, '-') + "]";
}

std::string memory_text(std::uint64_t kib) {
    if (kib < 10'000) return formatted("%llu K", static_cast<unsigned long long>(kib));
    if (kib < 10'000 * 1024ull) return formatted("%.1f M", static_cast<double>(kib) / 1024);
    return formatted("%.1f G", gib(kib));
}

std::string cpu_text(std::optional<double> percent) { return percent ? formatted("%.1f", *percent) : "-"; }

const char* name_of(sort_order order) {
    switch (order) {
        case sort_order::cpu:
            return "cpu";
        case sort_order::memory:
            return "memory";
        case sort_order::pid:
            break;
    }
    return "pid";
}

}  // namespace

line load_line(const load_average& load) {
    return {formatted("load       %.2f  %.2f  %.2f   %lld of %lld threads running", load.one, load.five, load.fifteen,
                      static_cast<long long>(load.running), static_cast<long long>(load.threads))};
}

line memory_line(const memory_use& use) {
    auto used = use.total_kib - std::min(use.available_kib, use.total_kib);
    auto swapped = use.swap_total_kib - std::min(use.swap_free_kib, use.swap_total_kib);
    auto swap = use.swap_total_kib == 0 ? std::string("no swap")
                                        : formatted("swap %.1f of %.1f GiB", gib(swapped), gib(use.swap_total_kib));
    return {"memory     " + bar(used, use.total_kib) +
            formatted("  %.1f of %.1f GiB   ", gib(used), gib(use.total_kib)) + swap};
}

line summary_line(const process_list& list, sort_order order) {
    auto text = formatted("processes  %zu", list.all.size());
    if (!list.text.empty())
        text +=
            formatted(" of %zu with \"", list.all.size() + static_cast<std::size_t>(list.left_out)) + list.text + '"';
    text += formatted(", by %s", name_of(order));
    if (list.unreadable > 0) text += formatted(", %lld unreadable", static_cast<long long>(list.unreadable));
    return {std::move(text)};
}

line summary_line(const process_list& list, sort_order order, std::optional<std::chrono::milliseconds> interval) {
    auto made = summary_line(list, order);
    made.text += interval ? formatted(", every %g s", std::chrono::duration<double>(*interval).count()) : ", paused";
    return made;
}

line title_line() { return {"      PID  S    CPU %     MEMORY  NAME", look::bold}; }

line process_line(const process& one) {
    return {formatted("%9lld  %c  %7s  %9s  ", static_cast<long long>(one.pid), one.state,
                      cpu_text(one.cpu_percent).c_str(), memory_text(one.memory_kib).c_str()) +
            one.name};
}

line help_line() { return {"q quit  r refresh  / search  sort: c cpu, m memory, p pid  space pause", look::bold}; }

line search_line(std::string_view typed) {
    return {"search: " + std::string(typed) + "_   Enter done  Ctrl-U clear", look::bold};
}

line error_line(std::string_view topic, const solder::error& reason) {
    std::string text(topic);
    text.resize(std::max<std::size_t>(text.size() + 1, 11), ' ');
    return {text + reason.message, look::alarming};
}

}  // namespace monitor
