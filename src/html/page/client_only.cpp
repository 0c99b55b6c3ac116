#include "dom_writer.hpp"
#include <solder/html/client_only.hpp>
#include <solder/html/dynamic.hpp>

namespace solder {

view ClientOnly(callback<view()> content, callback<view()> fallback) {
    return detail::make_dynamic_view(
        [content = std::move(content), fallback = std::move(fallback)]() mutable -> detail::view_maker {
            auto is_taken_over = create_signal(!detail::dom_writer::current().follows_server());
            on_mount([is_taken_over] { is_taken_over.set(true); });
            return [is_taken_over, content = std::move(content), fallback = std::move(fallback)]() -> view {
                if (is_taken_over()) return untrack(content);
                return fallback ? untrack(fallback) : view();
            };
        });
}

}  // namespace solder
