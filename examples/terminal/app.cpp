#include "app.hpp"
#include "view.hpp"
#include <algorithm>
#include <climits>
#include <memory>

namespace monitor {
namespace {

constexpr int lines_above = 4, lines_below = 1;
/// A search looks at every command line: not at each letter of somebody who types.
constexpr std::chrono::milliseconds pause_in_typing{200};

int rows_of_processes(screen_size size) { return std::max(0, size.rows - lines_above - lines_below); }

template <class T>
line line_of(std::string_view topic, const solder::async_value<T>& value, line (*show)(const T&)) {
    if (auto reason = value.error()) return error_line(topic, *reason);
    auto latest = value.latest();
    return latest ? show(*latest) : line{};
}

solder::task<void> refresh_again_and_again(std::chrono::milliseconds interval) {
    for (;;) {
        co_await solder::sleep_for(interval);
        co_await solder::revalidate();
    }
}

}  // namespace

app::app(machine& watched, screen& shown, screen_size size, std::chrono::milliseconds interval)
    : shown_(shown),
      interval_(interval),
      scope_(watched),
      size_(solder::create_signal(size, solder::never_equal)),
      text_(scope_.run([this] { return solder::create_deferred(typed_, {.after = pause_in_typing}); })),
      processes_(
          scope_.run([this] { return solder::create_async([this] { return get_processes(order_(), text_()); }); })),
      selected_(scope_.run(
          [this] { return solder::create_memo([this](const int* before) { return find_selected(before); }); })) {
    scope_.run([this] {
        draw();
        refresh_by_interval();
    });
}

void app::press(keystroke pressed) {
    scope_.run([&] {
        int page = rows_of_processes(size_.peek());
        switch (pressed.what) {
            case key::sort_by_cpu:
                return order_.set(sort_order::cpu);
            case key::sort_by_memory:
                return order_.set(sort_order::memory);
            case key::sort_by_pid:
                return order_.set(sort_order::pid);
            case key::pause:
                return paused_.update([](bool& paused) { paused = !paused; });
            case key::up:
                return select(selected_.peek() - 1);
            case key::down:
                return select(selected_.peek() + 1);
            case key::page_up:
                return select(selected_.peek() - page);
            case key::page_down:
                return select(selected_.peek() + page);
            case key::first:
                return select(0);
            case key::last:
                return select(INT_MAX);
            case key::refresh:
                // A look that is under way is new enough; a key held down must not start it over and over.
                if (!processes_.pending()) solder::revalidate();
                return;
            case key::quit:
                return;
            case key::search:
            case key::done:
                return searching_.set(pressed.what == key::search);
            case key::letter:
            case key::erase:
            case key::erase_all:
                return type(pressed);
        }
    });
}

void app::type(keystroke pressed) const {
    typed_.update([&](std::string& text) {
        if (pressed.what == key::letter) text += pressed.letter;
        if (pressed.what == key::erase_all) text.clear();
        if (pressed.what != key::erase || text.empty()) return;
        // A character of UTF-8 ends with bytes that continue it.
        while (text.size() > 1 && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        text.pop_back();
    });
}

/// The one place where time starts a refresh. Counts from the end of the one before, so that slow ones do not pile up.
void app::refresh_by_interval() const {
    solder::create_effect([this] {
        if (paused_()) return;
        auto running = std::make_shared<solder::operation>(
            solder::start(refresh_again_and_again(interval_), [](solder::result<void>) {}));
        solder::on_cleanup([running] { running->cancel(); });
    });
}

// ---- the selected row

void app::select(int row) const {
    auto list = processes_.latest();
    if (!list || list->all.empty()) return;
    auto last = static_cast<int>(list->all.size()) - 1;
    followed_.set(list->all[static_cast<std::size_t>(std::clamp(row, 0, last))].pid);
}

int app::find_selected(const int* before) const {
    auto list = processes_.latest();
    if (!list || list->all.empty()) return 0;
    auto found = std::ranges::find(list->all, followed_(), &process::pid);
    if (found != list->all.end()) return static_cast<int>(found - list->all.begin());
    return std::min(before ? *before : 0, static_cast<int>(list->all.size()) - 1);
}

/// The uppermost row that is shown: scrolls no further than the selected one needs.
int app::find_first(const int* before, int height) const {
    auto list = processes_.latest();
    int count = list ? static_cast<int>(list->all.size()) : 0;
    int first = std::min(before ? *before : 0, std::max(0, count - height));
    return std::clamp(first, std::max(0, selected_() - height + 1), selected_());
}

// ---- lines

void app::draw() const {
    auto load = solder::create_async([] { return get_load(); });
    auto memory = solder::create_async([] { return get_memory(); });
    solder::create_render_effect([this, load, memory] {
        auto size = size_();
        shown_.clear(size);
        draw_line(0, [=] { return line_of("load", load, &load_line); });
        draw_line(1, [=] { return line_of("memory", memory, &memory_line); });
        draw_line(2, [this] { return summary(); });
        draw_line(3, [] { return title_line(); });
        int height = rows_of_processes(size);
        if (height == 0) return;
        auto first = solder::create_memo([=, this](const int* before) { return find_first(before, height); });
        for (int i = 0; i < height; ++i) draw_row(lines_above + i, first, i);
        draw_line(lines_above + height, [this] { return searching_() ? search_line(typed_()) : help_line(); });
    });
}

/// Writes a line now, and again when its text has become another.
template <class Fn>
void app::draw_line(int row, Fn text) const {
    auto current = solder::create_memo(std::move(text));
    solder::create_render_effect([this, row, current] { shown_.show(row, current()); });
}

void app::draw_row(int row, solder::memo<int> first, int offset) const {
    // A memo of its own: when another row is selected, two rows are formatted and not all.
    auto marked = solder::create_memo([=, this] { return selected_() == first() + offset; });
    draw_line(row, [=, this] {
        auto list = processes_.latest();
        auto at = static_cast<std::size_t>(first() + offset);
        if (!list || at >= list->all.size()) return line{};
        auto text = process_line(list->all[at]);
        if (marked()) text.style = look::marked;
        return text;
    });
}

line app::summary() const {
    if (auto reason = processes_.error()) return error_line("processes", *reason);
    auto list = processes_.latest();
    return list ? summary_line(*list, order_(), paused_() ? std::nullopt : std::optional(interval_)) : line{};
}

}  // namespace monitor
