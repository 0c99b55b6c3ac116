#include <solder/core/url.hpp>
#include <solder/router/location.hpp>
#include <solder/router/use_search_params.hpp>

namespace solder {

std::vector<std::string> page_location::query(std::string_view name) const {
    std::vector<std::string> values;
    for (auto& pair : parse_query(search()))
        if (pair.name == name) values.push_back(std::move(pair.value));
    return values;
}

memo<std::optional<std::string>> use_resolved_path(callback<std::string()> to) {
    return create_memo([to = std::move(to), from = use_route_place()] { return from.resolve(to()); });
}

memo<std::optional<std::string>> use_href(callback<std::string()> to) {
    auto* router = &use_router();
    return create_memo([path = use_resolved_path(std::move(to)), router]() -> std::optional<std::string> {
        const auto& resolved = path();
        return resolved ? std::optional(router->render_path(*resolved)) : std::nullopt;
    });
}

void detail::set_search_params(router_state& router, std::span<const search_change> changes,
                               const search_options& options) {
    // Onto a navigation that is on its way: two changes in one turn both apply (X5).
    const auto& raw = router.target().value;
    const auto mark = raw.find('#');
    const auto question = std::min(raw.find('?'), mark);
    const auto search = question < mark ? raw.substr(question, mark - question) : std::string();
    const auto target = raw.substr(0, question) + merge_search_string(search, changes) +
                        (mark == std::string::npos ? "" : raw.substr(mark));
    (void)router.navigate(
        target, {.resolve = false, .replace = options.replace, .scroll = options.scroll, .state = options.state});
}

}  // namespace solder
