#include <solder/core/url.hpp>
#include <solder/html/html.hpp>
#include <solder/html/link.hpp>

namespace solder {
namespace {

/// As paths of links and locations are compared; without a slash at the end, so that the root is empty.
std::string comparable_path(std::string_view raw) {
    auto parts = parse_location(raw);
    std::string lower = parts ? std::move(parts->pathname) : std::string();
    if (lower.ends_with('/')) lower.pop_back();
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return lower;
}

std::optional<std::string> flag(bool on) { return on ? std::optional<std::string>("") : std::nullopt; }

}  // namespace

link_place use_link(std::string_view href, link_options options) {
    auto& router = use_router();
    auto resolved = router.resolve(href, use_context(route_path_context()));
    auto target = resolved ? router.render_path(*resolved) : std::string(href);
    auto path = resolved ? std::optional(comparable_path(*resolved)) : std::nullopt;
    return link_place({std::move(target), std::move(path), std::move(options), &router});
}

bool link_place::is_active() const {
    if (!of_->path) return false;
    const auto here = comparable_path(of_->router->pathname());
    return here == *of_->path || (!of_->options.end && here.starts_with(*of_->path + "/"));
}

std::string link_place::classes() const {
    const auto& state = is_active() ? of_->options.active_class : of_->options.inactive_class;
    const auto& always = of_->options.class_name;
    return always.empty() || state.empty() ? always + state : always + " " + state;
}

std::optional<std::string> link_place::current() const {
    if (!of_->path || comparable_path(of_->router->pathname()) != *of_->path) return std::nullopt;
    return "page";
}

view detail::make_link(link_place place, const link_options& options, hole_value content) {
    const auto& o = options;
    return html(
        R"(<a href={} link="" class={} aria-current={} state={} preload={} replace={} noscroll={}>{}</a>)",
        place.href(), [place] { return place.classes(); }, [place] { return place.current(); }, o.state,
        o.preload ? std::nullopt : std::optional<std::string>("false"), flag(o.replace), flag(o.no_scroll),
        std::move(content));
}

}  // namespace solder
