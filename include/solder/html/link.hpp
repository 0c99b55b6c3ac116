#ifndef SOLDER_HTML_LINK_HPP
#define SOLDER_HTML_LINK_HPP
#include <memory>
#include <optional>
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

/// What a link shows; for anchors of one's own:
///
///     auto link = use_link("tasks");
///     html(R"(<a href={} link="" class={} aria-current={} title="All tasks">Tasks</a>)", link.href(),
///          [=] { return link.classes(); }, [=] { return link.current(); })
class link_place {
public:
    /// For `href`: as targets are written for this router. What leads out of the application stays as it is.
    [[nodiscard]] const std::string& href() const { return of_->href; }
    /// Tracked: whether the location is the target or, without `end`, below it. Letters in any case, and a slash at
    /// the end, are the same. Never for what leads out of the application.
    [[nodiscard]] bool is_active() const;
    /// Tracked, for `class`: the class of the options and the active or inactive one.
    [[nodiscard]] std::string classes() const;
    /// Tracked, for `aria-current`: "page" on the very page, else empty.
    [[nodiscard]] std::optional<std::string> current() const;

private:
    friend link_place use_link(std::string_view href, link_options options);
    struct parts {
        std::string href;
        std::optional<std::string> path;  // as paths are compared; none: leads out of the application
        link_options options;
        router_state* router;
    };
    explicit link_place(parts of) : of_(std::make_shared<const parts>(std::move(of))) {}
    std::shared_ptr<const parts> of_;
};

/// A link to `href`; relative targets start from the route around.
[[nodiscard]] link_place use_link(std::string_view href, link_options options = {});

namespace detail {
view make_link(link_place place, const link_options& options, hole_value content);
}

/// A link inside the application. Relative targets start from the route around; the link knows whether it is active
/// (class `active` or `inactive`, `aria-current="page"` on the very page). For other attributes, see `use_link`.
/// @param content  text or a view, or a callable that gives one
template <class Content>
view A(std::string_view href, Content content, const link_options& options = {}) {
    return detail::make_link(use_link(href, options), options, detail::to_hole_value(std::move(content)));
}

}  // namespace solder
#endif
