#include "browser_environment.hpp"
#include "browser_history.hpp"
#include "fetch_transport.hpp"
#include "part_fetcher.hpp"
#include <algorithm>
#include <array>
#include <iterator>
#include <solder/client/host.hpp>
#include <solder/html/application.hpp>
#include <solder/html/page.hpp>
#include <solder/html/routes.hpp>
#include <solder/query/action.hpp>

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

/// Everything a page has one of.
struct page {
    browser_environment environment;
    environment_scope here{environment, environment};
    browser_document document;
    browser_history places;
    fetch_transport transport;
    part_fetcher parts;
    query_cache cache;
    shipped_data shipped;
    submission_list submissions;
    scoped_root root;
    std::string room;

    page() {
        set_document_host(&document);
        set_page_history(&places);
        set_call_transport(&transport);
        set_part_loader(&parts);
        set_page_query_cache(&cache);
        set_page_shipped_data(&shipped);
        set_page_submissions(&submissions);
        set_unhandled_error_hook(
            [](const error& e) { solder_host_log(2, e.message.data(), static_cast<std::uint32_t>(e.message.size())); });
    }
};

page& current() {
    static auto* only = new page;
    return *only;
}

/// The texts the host wrote into the room, up to `Count`; the last takes what remains.
template <std::size_t Count>
std::array<std::string_view, Count> texts(std::uint32_t bytes) {
    std::array<std::string_view, Count> out;
    std::string_view rest(current().room.data(), bytes);
    for (std::size_t i = 0; i + 1 < Count; ++i) {
        auto end = rest.find('\0');
        out[i] = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    out[Count - 1] = rest;
    return out;
}

std::uint64_t number_in(const std::string& text) {
    auto number = read_whole_number(text);
    return number ? number->magnitude : 0;
}

/// The files of a form, as `solder_submit` is told of them.
form_fields read_files(std::string_view told) {
    form_fields fields;
    auto texts = parse_form(told);
    for (std::size_t i = 0; texts && i + 2 < texts->size(); i += 3) {
        auto* at = &(*texts)[i];
        auto place = std::make_shared<kept_file>(static_cast<std::uint32_t>(number_in(at[0].value)));
        fields.push_back(
            {std::move(at[0].name),
             {},
             std::make_shared<const uploaded_file>(uploaded_file{std::move(at[1].name), std::move(at[1].value),
                                                                 number_in(at[2].value), std::move(place)})});
    }
    return fields;
}

/// Whether the router follows a link with these flags of `solder_link`.
bool is_taken(const router_state& router, std::uint32_t flags) {
    return !router.links.explicit_only || (flags & 4) != 0;
}

std::uint32_t submit_count = 0;

/// A form whose action went through is reset, as after a page load.
task<void> tell_when_done(task<void> work, std::uint32_t number) {
    auto outcome = co_await as_result(std::move(work));
    bool done = outcome || outcome.error().kind == error_kind::responded;
    solder_host_submitted(number, done ? 1 : 0);
}

/// What nobody read while taking over would be stale when somebody does.
void end_turn() {
    auto& shipped = current().shipped;
    if (!shipped.empty() && !expects_late_content()) shipped.clear();
    flush_document();
}

/// Runs one entry from the host: effects and the document follow when it is done.
template <class Fn>
auto enter(Fn fn) {
    if constexpr (std::is_void_v<decltype(fn())>) {
        batch(fn);
        end_turn();
    } else {
        auto given = batch(fn);
        end_turn();
        return given;
    }
}

view root_view() {
    auto app = make_application();
    set_default_title(std::move(app.title));
    return app.root();
}

void start_page(std::string_view data_json) {
    auto& page = current();
    const bool is_rendered = !data_json.empty();
    if (is_rendered) page.shipped.add_from_json(data_json);
    page.submissions.left_by_post = page.shipped.take_flash();
    page.root.run([&] { is_rendered ? hydrate_page(root_view) : mount_page(root_view); });
    page.cache.begin_load_scope();
}

}  // namespace

extern "C" {

SOLDER_EXPORT(solder_room) char* solder_room(std::uint32_t bytes) {
    auto& room = current().room;
    room.resize(bytes);
    return room.data();
}

SOLDER_EXPORT(solder_origin) void solder_origin(std::uint32_t bytes) {
    current().places.origin = std::string_view(current().room.data(), bytes);
}

SOLDER_EXPORT(solder_start) std::uint32_t solder_start(std::uint32_t bytes) {
    return enter([&] {
        auto [location, state, build, data] = texts<4>(bytes);
        current().places.begin_at({std::string(location), std::string(state)});
        current().transport.build_id = build;
        start_page(data);
        return page_router() && !page_router()->links.preload ? 1u : 0u;
    });
}

SOLDER_EXPORT(solder_late) void solder_late(std::uint32_t number, std::uint32_t bytes, std::uint32_t has_content) {
    auto& page = current();
    page.shipped.add_from_json({page.room.data(), bytes});
    if (number > 0) enter([&] { show_late_content(number, has_content != 0); });
}

SOLDER_EXPORT(solder_parsed) void solder_parsed() {
    enter([] {
        current().shipped.close();
        end_late_content();
    });
}

SOLDER_EXPORT(solder_event)
std::uint32_t solder_event(std::uint32_t handler, std::uint32_t bytes, std::uint32_t flags) {
    return enter([&] {
        auto [value, key] = texts<2>(bytes);
        event e;
        e.value = value;
        e.key = key;
        e.checked = (flags & 1) != 0;
        e.command = (flags & 2) != 0;
        e.shift = (flags & 4) != 0;
        e.alt = (flags & 8) != 0;
        dispatch_event(handler, e);
        return (e.default_prevented ? 1u : 0u) | (e.propagation_stopped ? 2u : 0u);
    });
}

SOLDER_EXPORT(solder_link) std::uint32_t solder_link(std::uint32_t bytes, std::uint32_t flags) {
    return enter([&] {
        auto [target, state] = texts<2>(bytes);
        auto* router = page_router();
        // A page of another build must come from the server, as must what no route shows.
        if (!router || current().transport.is_foreign || !is_taken(*router, flags)) return 0u;
        bool followed = router->follow_link(
            target, {.replace = (flags & 1) != 0, .scroll = (flags & 2) == 0, .state = std::string(state)});
        return followed ? 1u : 0u;
    });
}

SOLDER_EXPORT(solder_preload) void solder_preload(std::uint32_t bytes, std::uint32_t flags) {
    enter([&] {
        auto* router = page_router();
        if (!router || current().transport.is_foreign || !is_taken(*router, flags) || !router->links.preload) return;
        preload_page_route({current().room.data(), bytes}, {.preload_data = (flags & 1) != 0});
    });
}

SOLDER_EXPORT(solder_part_loaded) void solder_part_loaded(std::uint32_t bytes, std::uint32_t status) {
    enter([&] {
        // It is gone from a server that has another build.
        if (status == 404) current().transport.is_foreign = true;
        current().parts.loaded({current().room.data(), bytes}, status);
    });
}

SOLDER_EXPORT(solder_submit) std::uint32_t solder_submit(std::uint32_t bytes) {
    return enter([&] {
        auto [action, method, enctype, files, body] = texts<5>(bytes);
        auto chosen = read_files(files);  // at first, so that the host is told of those that nobody takes
        auto fields = parse_form(body);
        if (method != "post" && is_action_address(action)) {
            constexpr std::string_view told = "Only POST forms are supported for Actions";
            solder_host_log(2, told.data(), told.size());
        }
        if (method != "post" || current().transport.is_foreign || !fields) return 0u;
        std::ranges::move(chosen, std::back_inserter(*fields));
        auto running = submit_form(action, *fields);
        if (!running) return 0u;
        auto number = ++submit_count;
        detach(tell_when_done(std::move(*running), number));
        return number;
    });
}

SOLDER_EXPORT(solder_location_changed) void solder_location_changed(std::uint32_t bytes, std::int32_t delta) {
    enter([&] {
        auto [location, state] = texts<2>(bytes);
        current().places.changed({std::string(location), std::string(state)}, delta);
    });
}

SOLDER_EXPORT(solder_leaving) std::uint32_t solder_leaving() {
    return enter([] { return page_router() && page_router()->is_held_back() ? 1u : 0u; });
}

SOLDER_EXPORT(solder_fetched) void solder_fetched(std::uint32_t id, std::uint32_t status, std::uint32_t bytes) {
    enter([&] {
        auto [headers, body] = texts<2>(bytes);
        current().transport.fetched(id, {status, std::string(headers), std::string(body)});
    });
}

SOLDER_EXPORT(solder_timer) void solder_timer(std::uint32_t id) {
    enter([&] { current().environment.run(id); });
}

SOLDER_EXPORT(solder_occasion) void solder_occasion(std::uint32_t which) {
    enter([&] { current().cache.occasion(which == 0 ? &refetch_occasions::focus : &refetch_occasions::reconnect); });
}
}

}  // namespace solder::detail
