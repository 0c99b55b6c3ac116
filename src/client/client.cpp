#include "browser_history.hpp"
#include "calls.hpp"
#include "first_page.hpp"
#include "page.hpp"
#include <solder/client/host.hpp>
#include <solder/html/application.hpp>
#include <solder/html/page_router.hpp>

// The page starts, and events and timers come in.

namespace solder::detail {
namespace {

/// The document behind the host's functions.
class browser_document final : public document_host {
public:
    void flush(std::span<const std::uint32_t> words, std::string_view text) override {
        solder_host_flush(words.data(), static_cast<std::uint32_t>(words.size()), text.data(),
                          static_cast<std::uint32_t>(text.size()));
    }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override {
        return solder_host_claim_mark(hole, static_cast<unsigned char>(kind));
    }
};

}  // namespace

page& current_page() {
    static auto* only = new page;
    return *only;
}

void split_texts(std::string_view rest, std::span<std::string_view> out) {
    auto* at = rest.data();
    auto* const end = at + rest.size();
    for (auto& text : out.first(out.size() - 1)) {
        auto* const begin = at;
        while (at != end && *at) ++at;
        text = {begin, at};
        if (at != end) ++at;
    }
    out.back() = {at, end};
}

std::string text_of_host(std::uint32_t (*write)(char* to, std::uint32_t room)) {
    std::string text;
    while (true) {
        const auto room = static_cast<std::uint32_t>(text.size());
        text.resize(write(text.data(), room));
        if (text.size() <= room) return text;
    }
}

void end_turn() {
    drop_answers();
    flush_document();
}

namespace {

view root_view() {
    auto app = make_application();
    set_default_title(std::move(app.title));
    return app.root();
}

/// What the layers below reach the browser by.
void connect() {
    static constinit browser_document document;
    set_document_host(&document);
    make_page_history_by([]() -> history* { return &browser_history::of_page(); });
    connect_calls();
    if constexpr (!in_browser)  // where errors that nobody takes are written to the console anyway
        set_unhandled_error_hook(
            [](const error& e) { solder_host_log(2, e.message.data(), static_cast<std::uint32_t>(e.message.size())); });
}

}  // namespace

extern "C" {

SOLDER_EXPORT(solder_room) char* solder_room(std::uint32_t bytes) {
    auto& here = current_page();
    if (bytes > here.room_bytes) here.room = std::make_unique_for_overwrite<char[]>(here.room_bytes = bytes);
    return here.room.get();
}

SOLDER_EXPORT(solder_start) std::uint32_t solder_start(std::uint32_t bytes) {
    return enter([&] {
        connect();
        const std::string_view answers(current_page().room.get(), bytes);
        current_page().root.run([&] { show_first_page(answers, root_view); });
        begin_load_scope();
        return page_router() && !page_router()->links.preload ? 1u : 0u;
    });
}

SOLDER_EXPORT(solder_event)
std::uint32_t solder_event(std::uint32_t handler, std::uint32_t bytes, std::uint32_t flags) {
    return enter([&] {
        const std::string_view told(current_page().room.get(), bytes);
        const auto mark = told.rfind('\0');  // a value may hold one, a key does not
        event e;
        e.value = told.substr(0, mark);
        e.key = told.substr(mark + 1);  // npos: nothing was told
        e.checked = (flags & 1) != 0;
        e.command = (flags & 2) != 0;
        e.shift = (flags & 4) != 0;
        e.alt = (flags & 8) != 0;
        dispatch_event(handler, e);
        return (e.default_prevented ? 1u : 0u) | (e.propagation_stopped ? 2u : 0u);
    });
}

SOLDER_EXPORT(solder_timer) void solder_timer(std::uint32_t id) {
    if (auto* rings = browser_environment::with_timers()) enter([&] { rings->run(id); });
}
}

}  // namespace solder::detail
