#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/core/make_value.hpp>
#include <solder/reactive/transition.hpp>
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

}  // namespace

router_state::router_state(const route_branches& branches, history& places, routing_options options)
    : branches_(&branches),
      places_(places),
      options_(std::move(options)),
      base_(normalize_path(options_.base)),
      self_(detail::make_value<router_state*>(this)) {
    SOLDER_ASSERT(resolve_path("", options_.base), "the base of a Router is a path of this site");
    if (base_.empty()) base_ = "/";
    shown_ = places_.get();
    if (shown_.value.empty()) {
        shown_.value = base_;
        if (!detail::graph::current().renders_once) places_.set(shown_, true, false);
    }
    show(shown_);
    shown_path_ = pathname_.peek();
    detail::when_shown([this] { listen(); });
}

router_state::~router_state() {
    auto& source = places_.source();
    if (source.listener == this) source.on_change = {};
    *self_ = nullptr;
}

void router_state::listen() {
    auto& source = places_.source();
    source.on_change = [this](std::optional<int> delta) { moved_by_history(delta); };
    source.listener = this;
}

std::string router_state::path_to_match(std::string pathname) const {
    return options_.transform_url ? options_.transform_url(pathname) : pathname;
}

std::vector<route_match> router_state::match(const std::string& pathname) const {
    return get_route_matches(*branches_, path_to_match(pathname));
}

void router_state::show(const history_entry& entry) {
    auto parts = parse_location(entry.value);
    if (!parts) return;  // unreadable: what is shown stays (N5)
    batch([&] {
        auto matches = match(parts->pathname);
        pathname_.set(std::move(parts->pathname));
        search_.set(std::move(parts->search));
        hash_.set(std::move(parts->hash));
        state_.set(entry.state);
        visits_.set(entry == shown_ ? shown_visit_ : number_);
        show_matches(matches);
    });
}

void router_state::show_matches(const std::vector<route_match>& matches) {
    if (!same_levels(matches_.peek(), matches))
        matches_.update([&](auto& now) { now = matches; });  // once for each version
}

void router_state::set_routes(const route_branches& branches) {
    branches_ = &branches;
    {
        detail::world_scope everywhere(detail::world::outside);
        show_matches(matches_at(shown_.value));
    }
    if (pending_) begin(*pending_);
}

std::vector<route_match> router_state::matches_at(std::string_view raw) const {
    auto parts = parse_location(raw);
    return parts ? match(parts->pathname) : std::vector<route_match>();
}

bool router_state::has_route(std::string_view raw) const {
    auto parts = parse_location(raw);
    return parts && branches_->find(path_to_match(std::move(parts->pathname)));
}

std::string router_state::single_flight_page() const {
    return brings_answers ? pathname_.peek() + search_.peek() : std::string();
}

std::size_t router_state::levels_shared_with(std::string_view raw) const {
    const auto there = matches_at(raw);
    const auto& here = matches_.peek();
    return static_cast<std::size_t>(std::ranges::mismatch(here, there, same_level).in1 - here.begin());
}

const context<router_state*>& router_context() {
    static const auto* made = new context<router_state*>(nullptr);
    return *made;
}

const context<std::uint32_t>& route_depth_context() {
    static const auto* made = new context<std::uint32_t>(0);
    return *made;
}

std::string route_place::path() const {
    if (depth_ == 0) return {};
    const auto& matches = router_->matches();
    return depth_ <= matches.size() ? matches[depth_ - 1].path : std::string();
}

router_state& use_router() {
    auto* found = use_context(router_context());
    SOLDER_ASSERT(found, "router primitives need a Router around them");
    return *found;
}

}  // namespace solder
