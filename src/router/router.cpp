#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/submission.hpp>
#include <solder/router/path.hpp>
#include <solder/router/router.hpp>

namespace solder {
namespace {

bool same_level(const route_match& a, const route_match& b) {
    return a.route == b.route && a.path == b.path && a.params == b.params;
}
bool same_levels(const std::vector<route_match>& a, const std::vector<route_match>& b) {
    return std::ranges::equal(a, b, same_level);
}

/// A location that is no longer shown takes its settled submissions and its failed fetches with it.
void leave_location() {
    query_cache::current().begin_load_scope();
    submission_list::current().drop_settled();
}

}  // namespace

router_state::router_state(const route_branches& branches, history& places) : branches_(branches), places_(places) {
    show(places_.get());
    places_.on_change = [this] {
        batch([&] {
            leave_location();
            show(places_.get());
        });
    };
}

router_state::~router_state() { places_.on_change = {}; }

void router_state::show(const history_entry& entry) {
    auto parts = parse_location(entry.value);
    if (!parts) return;  // unreadable: what is shown stays (N5)
    batch([&] {
        auto matches = get_route_matches(branches_, parts->pathname);
        pathname_.set(std::move(parts->pathname));
        search_.set(std::move(parts->search));
        hash_.set(std::move(parts->hash));
        state_.set(entry.state);
        if (!same_levels(matches_.peek(), matches)) matches_.update([&](auto& now) { now = std::move(matches); });
    });
}

void router_state::navigate(std::string_view to, const navigate_options& options, std::string_view from) {
    bool resolves = options.resolve && !to.empty() && !to.starts_with('?');
    auto base = resolves || to.empty() || to.starts_with('?') ? std::string(from) : std::string();
    auto target = resolve_path("", to, base);
    if (!target) return go_to(std::string(to), options.replace);
    auto here = pathname_.peek() + search_.peek() + hash_.peek();
    if (*target == here && options.state == state_.peek()) return;
    history_entry entry{*target, options.state};
    batch([&] {
        leave_location();
        show(entry);
        places_.set(entry, options.replace, options.scroll);
    });
}

bool router_state::has_route(std::string_view raw) const {
    auto parts = parse_location(raw);
    return parts && !get_route_matches(branches_, parts->pathname).empty();
}

void router_state::go_to(std::string location, bool replace) {
    if (location.starts_with('/') && !location.starts_with("//"))
        return navigate(location, {.resolve = false, .replace = replace});
    // Only addresses a person could follow leave the page: not javascript: and the like.
    if (location.starts_with("http://") || location.starts_with("https://") || location.starts_with("//"))
        places_.load_page(location);
}

std::string router_state::single_flight_page() const {
    return brings_answers ? pathname_.peek() + search_.peek() : std::string();
}

std::size_t router_state::levels_shared_with(std::string_view raw) const {
    auto parts = parse_location(raw);
    if (!parts) return 0;
    const auto there = get_route_matches(branches_, parts->pathname);
    const auto& here = matches_.peek();
    return static_cast<std::size_t>(std::ranges::mismatch(here, there, same_level).in1 - here.begin());
}

const context<router_state*>& router_context() {
    static const auto* made = new context<router_state*>(nullptr);
    return *made;
}

const context<std::string>& route_path_context() {
    static const auto* made = new context<std::string>(std::string());
    return *made;
}

router_state& use_router() {
    auto* found = use_context(router_context());
    SOLDER_ASSERT(found, "router primitives need a Router around them");
    return *found;
}

}  // namespace solder
