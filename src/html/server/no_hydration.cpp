#include "writing.hpp"
#include <solder/html/dynamic.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/query/shipped_data.hpp>

namespace solder {
namespace detail {
namespace {

struct still_node final : view_node {
    view content;
    explicit still_node(view c) : content(std::move(c)) {}
    bool owns_hole() const override { return false; }
    void write(page_writer& page) override {
        page.out.append(hole_start).append(failure_mark);
        write_hole(content, page);
        page.out += hole_end;
    }
};

}  // namespace
}  // namespace detail

view NoHydration(callback<view()> content) {
    auto made = detail::make_dynamic_view([content = std::move(content)]() -> detail::view_maker {
        provide_context(ships_nothing_context(), true);
        provide_context(shown_parts_context(), nullptr);
        return [&content] { return content(); };
    });
    return view(new detail::still_node(std::move(made)));
}

}  // namespace solder
