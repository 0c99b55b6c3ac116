#include <solder/html/client_only.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/portal.hpp>

namespace solder {

view ClientOnly(callback<view()>, callback<view()> fallback) {
    if (!fallback) return {};
    return detail::make_dynamic_view([fallback = std::move(fallback)]() mutable -> detail::view_maker {
        return [&fallback] { return detail::make_content(fallback); };
    });
}

view Portal(callback<view()>, portal_options) { return {}; }

}  // namespace solder
