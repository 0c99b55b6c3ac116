#include "route_preload.hpp"
#include <algorithm>
#include <solder/core/environment.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/platform.hpp>
#include <solder/query/query_options.hpp>

// Preload functions: of levels that are about to be made, and of pages that may be shown next.

namespace solder {
namespace {

using detail::definition_of, detail::run_preload;

void load_part_of(const route_definition& definition) {
    if (auto part = definition.component.part(); !part.empty()) preload_part(part);
}

/// An owner for what is made ahead; it ends when what was fetched ahead is no longer fresh.
ref<owner> make_scope_ahead() {
    auto scope = make_ref<owner>(ref<owner>(get_owner()));
    provide_context(*scope, detail::is_ahead_context(), true);
    if (!detail::graph::current().renders_once)
        current_task_queue().post_after(query_options().fresh_for, [scope] { scope->dispose(); });
    return scope;
}

/// For a page that may be shown next. Nothing of a failure reaches the page that is shown.
void preload_place(router_state& router, const std::string& url, preload_options options) {
    intent_scope only_maybe(query_intent::preload);
    const auto matches = router.matches_at(url);
    for (const auto& match : matches) load_part_of(definition_of(match));
    if (!options.preload_data || matches.empty()) return;
    run_with_owner(make_scope_ahead().get(), [&] {
        for (const auto& match : matches)
            catch_error([&] { run_preload(definition_of(match).preload, {match.params, url, query_intent::preload}); },
                        [](const raised_error&) {});
    });
}

/// What the preload function of a level gave before the level is made.
struct preloaded_level {
    std::uint32_t mark;   // of its definition
    std::uint32_t visit;  // that it was made for: its parameters, place and intent
    ref<owner> scope;     // of what the function made
    shared_any given;
};
/// Those below the level around that was made last, the next level last.
using preloaded_levels = std::shared_ptr<std::vector<preloaded_level>>;

const context<preloaded_levels>& preloaded_levels_context() {
    static const auto* made = new context<preloaded_levels>(nullptr);
    return *made;
}

/// Runs the preload functions of `level` and all below it, parents first, before any of their components is made: what
/// they fetch is on its way at once, wherever the components place their outlets.
preloaded_levels preload_from(router_state& router, std::size_t level) {
    auto made = detail::make_value<std::vector<preloaded_level>>();
    const auto matches = router.matches();
    const auto visit = router.visits();
    // Not `target()`: while another page is held, what is made may be of the one that stays.
    const auto url = router.pathname() + router.search() + router.hash();
    for (; level < matches.size(); ++level) {
        const auto& definition = definition_of(matches[level]);
        auto scope = make_ref<owner>(ref<owner>(get_owner()), false);
        auto given = run_with_owner(scope.get(), [&] {
            provide_context(route_depth_context(), static_cast<std::uint32_t>(level + 1));
            return run_preload(definition.preload, {matches.back().params, url, router.intent()});
        });
        made->insert(made->begin(), {definition.mark.number, visit, std::move(scope), std::move(given)});
    }
    on_cleanup([made] {  // of levels that were never placed
        for (auto& left : *made) left.scope->dispose();
    });
    return made;
}

/// Whether there is anything to run from `level` on. Asked by servers alone: a browser has the code for it anyway.
[[maybe_unused]] bool has_preload(router_state& router, std::size_t level) {
    const auto& matches = router.matches();
    return std::any_of(matches.begin() + static_cast<std::ptrdiff_t>(std::min(level, matches.size())), matches.end(),
                       [](const route_match& match) { return static_cast<bool>(definition_of(match).preload); });
}

}  // namespace

shared_any detail::run_preload(const route_preload& preload, const preload_event& event) {
    return preload ? untrack([&] { return preload(event); }) : shared_any();
}

shared_any detail::take_preloaded(router_state& router, std::size_t level, std::uint32_t mark) {
    if constexpr (!in_browser)
        if (!has_preload(router, level)) return {};
    auto levels = use_context(preloaded_levels_context());
    const bool is_made = levels && !levels->empty() && levels->back().mark == mark;
    if (!is_made || levels->back().visit != router.visits()) levels = preload_from(router, level);
    auto next = std::move(levels->back());
    levels->pop_back();
    provide_context(preloaded_levels_context(), levels);
    on_cleanup([scope = std::move(next.scope)] { scope->dispose(); });
    return std::move(next.given);
}

const context<shared_any>& detail::preloaded_context() {
    static const auto* made = new context<shared_any>(shared_any());
    return *made;
}

void route_preloader::operator()(std::string_view url, preload_options options) const {
    untrack([&] {
        if (auto to = from_.resolve(url))
            run_with_owner(around_.get(), [&] { preload_place(from_.router(), *to, options); });
    });
}

void preload_page_route(std::string_view link, preload_options options) {
    auto* router = page_router();
    if (!router) return;
    run_with_owner(router->around(),
                   [&] { untrack([&] { preload_place(*router, router->place_of_link(link), options); }); });
}

}  // namespace solder
