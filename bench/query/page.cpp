#include "page.hpp"
#ifdef __wasm__
#include <solder/client/host.hpp>
#endif

namespace bench {

std::chrono::milliseconds machine_clock::now() const {
#ifdef __wasm__
    return std::chrono::milliseconds(static_cast<std::int64_t>(solder_host_now()));
#else
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
#endif
}

page::page(unsigned entries, unsigned matches)
    : entries_(entries), matches_(matches), few_(make_query("few")), rest_(make_query("rest")) {
    solder::set_page_query_cache(&cache_);
}

page::~page() {
    root_.get()->dispose();
    solder::set_page_query_cache(nullptr);
}

solder::query_handle<item(int)> page::make_query(const char* name) {
    return solder::query(name, [this](int id) {
        ++seen.fetches;
        return item{id, version_};
    });
}

void page::fill() {
    for (unsigned entry = 0; entry < entries_; ++entry) (void)read(entry);
}

unsigned page::subscribed_entry(unsigned subscriber) const {
    if (subscriber < entries_) return subscriber;
    return matches_ < entries_ ? matches_ + (subscriber - entries_) % (entries_ - matches_) : subscriber % entries_;
}

void page::show(const solder::async_value<item>& value) {
    solder::create_render_effect([this, value] {
        auto shown = value();
        ++seen.runs;
        seen.newest += shown && shown->version == version_;
    });
}

void page::subscribe(unsigned count, bool shown) {
    root_.run([&] {
        for (unsigned i = 0; i < count; ++i) {
            auto value = solder::create_async([this, entry = subscribed_entry(i)] { return read(entry); });
            if (shown) show(value);
        }
    });
}

}  // namespace bench
