#include <solder/router/primitives.hpp>
#include <solder/router/route_value.hpp>

namespace solder {
namespace {

using matchers = std::vector<path_matcher>;

matchers matchers_or_raise(result<matchers> made) {
    if (made) return std::move(*made);
    raise_error({std::move(made.error()), {}});
    return {};
}

}  // namespace

live_params use_params() { return use_router().params(); }

std::string use_param(std::string_view name) { return use_params().get(name); }

std::optional<std::int64_t> use_integer_param(std::string_view name) {
    return route_value<std::int64_t>::read(use_param(name));
}

memo<std::optional<path_match>> use_match(const route_paths& paths, const match_filters& filters) {
    matchers all;
    for (const auto& path : paths.texts())
        for (auto& matcher : matchers_or_raise(create_matchers(path, filters, paths.checks())))
            all.push_back(std::move(matcher));
    return create_memo([router = &use_router(), all = std::move(all)] { return match_first(all, router->pathname()); });
}

memo<std::optional<path_match>> use_match(callback<std::string()> path, match_filters filters) {
    auto all =
        create_memo([path = std::move(path),
                     filters = std::move(filters)] { return matchers_or_raise(create_matchers(path(), filters)); },
                    never_equal);
    return create_memo([router = &use_router(), all] { return match_first(all(), router->pathname()); });
}

}  // namespace solder
