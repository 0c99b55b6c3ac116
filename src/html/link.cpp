#include <solder/core/url.hpp>
#include <solder/html/html.hpp>
#include <solder/html/link.hpp>

namespace solder {
namespace {

/// As paths of links and locations are compared; without a slash at the end, so that the root is empty.
std::string comparable_path(std::string_view raw) {
    auto parts = parse_location(raw);
    std::string path = parts ? std::move(parts->pathname) : std::string();
    if (path.ends_with('/')) path.pop_back();
    return detail::lower_case(path);
}

std::optional<std::string> flag(bool on) { return on ? std::optional<std::string>("") : std::nullopt; }

}  // namespace

link_place::shown link_place::show(const route_place& from, std::string_view to) {
    auto resolved = from.resolve(to);
    if (!resolved) return {std::string(to), std::nullopt};
    return {from.router().render_path(*resolved), comparable_path(*resolved)};
}

link_place use_link(link_target to, link_options options) {
    const auto from = use_route_place();
    link_place::parts parts{{}, {}, std::move(options), &from.router()};
    if (!to.give_ && to.text_.starts_with('/'))  // the same from everywhere
        parts.fixed = link_place::show(from, to.text_);
    else
        parts.computed = create_memo(
            [to = std::move(to), from] { return link_place::show(from, to.give_ ? to.give_() : to.text_); });
    return link_place(std::move(parts));
}

bool link_place::is_active() const {
    const auto& path = target().path;
    if (!path) return false;
    const auto here = comparable_path(of_->router->pathname());
    return here == *path || (!of_->options.end && here.starts_with(*path + "/"));
}

std::string link_place::classes() const {
    const auto& state = is_active() ? of_->options.active_class : of_->options.inactive_class;
    const auto& always = of_->options.class_name;
    return always.empty() || state.empty() ? always + state : always + " " + state;
}

std::optional<std::string> link_place::current() const {
    const auto& path = target().path;
    if (!path || comparable_path(of_->router->pathname()) != *path) return std::nullopt;
    return "page";
}

view detail::make_link(link_target to, link_options options, hole_value content) {
    auto state = std::move(options.state);
    const bool preload = options.preload, replace = options.replace, no_scroll = options.no_scroll;
    const auto link = use_link(std::move(to), std::move(options));
    return html(
        R"(<a href={} link="" class={} aria-current={} state={} preload={} replace={} noscroll={}>{}</a>)",
        [link] { return link.href(); }, [link] { return link.classes(); }, [link] { return link.current(); },
        std::move(state), preload ? std::nullopt : std::optional<std::string>("false"), flag(replace), flag(no_scroll),
        std::move(content));
}

}  // namespace solder
