#ifndef SOLDER_HTML_LINK_HPP
#define SOLDER_HTML_LINK_HPP
#include <memory>
#include <optional>
#include <solder/core/make_value.hpp>
#include <solder/html/hole_value.hpp>
#include <solder/router/router.hpp>
#include <string>

namespace solder {

struct link_options {
    std::string class_name = {};              ///< stands beside one of the next two
    std::string active_class = "active";      ///< where the location is the target or below it
    std::string inactive_class = "inactive";  ///< everywhere else
    bool end = false;                         ///< active only where the whole path is the same
    bool replace = false;                     ///< the current history entry is replaced
    bool no_scroll = false;                   ///< stay where the page is scrolled to
    std::optional<std::string> state = {};    ///< JSON text kept with the history entry
    bool preload = true;                      ///< whether pointing at it fetches the data of the page behind it
};

class link_place;

/// Where a link leads: a text, or a callable that gives one and is run again whenever what it read changed.
class link_target {
public:
    template <class To>
        requires std::is_convertible_v<To, std::string_view> || std::is_invocable_r_v<std::string, To&>
    link_target(To to) {
        if constexpr (std::is_convertible_v<To, std::string_view>)
            text_ = std::string_view(to);
        else
            give_ = std::move(to);
    }

private:
    friend class link_place;
    friend link_place use_link(link_target to, link_options options);
    std::string text_;
    callback<std::string()> give_;  // empty: it is always the text
};

/// What a link shows; for anchors of one's own:
///
///     auto link = use_link("tasks");
///     html(R"(<a href={} class={} aria-current={} title="All tasks">Tasks</a>)", [=] { return link.href(); },
///          [=] { return link.classes(); }, [=] { return link.current(); })
class link_place {
public:
    /// Tracked, for `href`: as targets are written for this router. What leads out of the application stays as it is.
    [[nodiscard]] std::string href() const { return target().href; }
    /// Tracked: whether the location is the target or, without `end`, below it. Letters in any case, and a slash at
    /// the end, are the same. Never for what leads out of the application.
    [[nodiscard]] bool is_active() const;
    /// Tracked, for `class`: the class of the options and the active or inactive one.
    [[nodiscard]] std::string classes() const;
    /// Tracked, for `aria-current`: "page" on the very page, else empty.
    [[nodiscard]] std::optional<std::string> current() const;

private:
    friend link_place use_link(link_target to, link_options options);
    struct shown {
        std::string href;
        std::optional<std::string> path;  // as paths are compared; none: leads out of the application
        bool operator==(const shown&) const = default;
    };
    struct parts {
        shown fixed;
        std::optional<memo<shown>> computed;  // where it may change
        link_options options;
        router_state* router;
    };
    explicit link_place(parts of) : of_(detail::make_value<const parts>(std::move(of))) {}
    [[nodiscard]] const shown& target() const { return of_->computed ? (*of_->computed)() : of_->fixed; }
    static shown show(const route_place& from, std::string_view to);

    std::shared_ptr<const parts> of_;
};

/// A link; relative targets start from the route around, and follow it.
[[nodiscard]] link_place use_link(link_target to, link_options options = {});

namespace detail {
view make_link(link_target to, link_options options, hole_value content);
}

/// A link inside the application. Relative targets start from the route around; the link knows whether it is active
/// (class `active` or `inactive`, `aria-current="page"` on the very page). For other attributes, see `use_link`.
/// @param content  text or a view, or a callable that gives one
template <class Content>
view A(link_target to, Content content, link_options options = {}) {
    return detail::make_link(std::move(to), std::move(options), detail::to_hole_value(std::move(content)));
}

}  // namespace solder
#endif
