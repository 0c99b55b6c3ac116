#include "calls.hpp"
#include "fetch_transport.hpp"
#include "page.hpp"
#include "part_fetcher.hpp"
#include "plain_navigator.hpp"
#include <solder/client/host.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/query/submission.hpp>

// What comes from the server after the page.

namespace solder::detail {
namespace {

// Null until the page calls, or loads a part: one that does neither is linked without.
constinit fetch_transport* transport = nullptr;
constinit part_fetcher* fetcher = nullptr;

call_transport* make_transport() {
    current_page().build.id = text_of_host(solder_host_read_build);
    return transport = new fetch_transport(current_page().build);
}
part_loader* make_part_loader() { return fetcher = new part_fetcher; }
query_cache* make_query_cache() { return new query_cache; }
navigator* make_plain_navigator() { return new plain_navigator; }

submission_list* make_submissions() {
    world_scope for_all_branches(world::outside);
    auto* list = new submission_list;
    if (auto* answers = current_shipped_data()) list->left_by_post = answers->take_flash();
    return list;
}

}  // namespace

void connect_calls() {
    make_call_transport_by(make_transport);
    make_part_loader_by(make_part_loader);
    make_page_query_cache_by(make_query_cache);
    make_page_submissions_by(make_submissions);
    make_page_navigator_by(make_plain_navigator);
}

void begin_load_scope() {
    if (auto* cache = made_page_query_cache()) cache->begin_load_scope();
}

extern "C" {

SOLDER_EXPORT(solder_fetched) void solder_fetched(std::uint32_t id, std::uint32_t status, std::uint32_t bytes) {
    if (!transport) return;
    enter([&] {
        auto [headers, body] = texts<2>(bytes);
        transport->fetched(id, {status, std::string(headers), std::string(body)});
    });
}

SOLDER_EXPORT(solder_part_loaded) void solder_part_loaded(std::uint32_t bytes, std::uint32_t status) {
    if (!fetcher) return;
    enter([&] {
        // It is gone from a server that has another build.
        if (status == 404) current_page().build.is_foreign = true;
        fetcher->loaded({current_page().room.get(), bytes}, status);
    });
}

SOLDER_EXPORT(solder_occasion) void solder_occasion(std::uint32_t which) {
    const auto tell = teller_of_occasions();
    auto* cache = tell ? query_cache::find_made() : nullptr;
    if (!cache) return;
    enter([&] { tell(*cache, static_cast<page_occasion>(which)); });
}
}

}  // namespace solder::detail
