#ifndef SOLDER_HTML_LIST_HPP
#define SOLDER_HTML_LIST_HPP
#include <cstdint>
#include <memory>
#include <solder/core/make_value.hpp>
#include <solder/core/platform.hpp>
#include <solder/html/detail/list_walk.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/view.hpp>
#include <solder/reactive/map_list.hpp>

namespace solder {
namespace detail {

/// What the code of a row gave, as the page's list keeps it.
struct list_item {
    std::uint32_t first = 0;  // the nodes it became
    std::uint32_t last = 0;
    mutable std::uint32_t place = 0;  // among those that are shown
};
using list_items = mapped_list<list_item>;

/// Keeps what the code of a row gave; in the page body, places it beside the document.
/// @param hole  where the list is
list_item make_list_item(view content, std::uint32_t hole);

/// Shows the rows of a list, types erased. `set_up` runs when it is placed, in the owner around it.
view make_list_view(callback<list_items(std::uint32_t hole)> set_up);
/// The same in a native build, which may have either body. That of a server goes through the list by `walk` instead.
view make_list_view(std::unique_ptr<list_walk> walk, callback<list_items(std::uint32_t hole)> set_up);

/// Around the code of a row. What that misses is none of the list's business: the list is there.
class row_run {
public:
    row_run() = default;
    ~row_run() { this_graph.suspended_reads = reads_before_; }
    row_run(const row_run&) = delete;
    row_run& operator=(const row_run&) = delete;

private:
    [[no_unique_address]] allow_writes components_may_;
    std::uint64_t reads_before_ = this_graph.suspended_reads;
};

template <class Each, class Row>
struct list_parts {
    static_assert(list_of_handles<Each> || std::is_invocable_v<Each&>,
                  "the list of a For or Index is a signal, a memo or a function: [=] { return list; }");
    Each each;
    Row row;
};

template <class Each, class Row>
struct list_reader {
    std::shared_ptr<list_parts<Each, Row>> of;
    decltype(auto) operator()() const {
        if constexpr (list_of_handles<Each>)
            return of->each;
        else
            return of->each();
    }
};

template <class Each, class Row>
struct row_maker {
    std::shared_ptr<list_parts<Each, Row>> of;
    std::uint32_t hole;
    template <class... Args>
        requires std::is_invocable_v<Row&, const Args&...>
    list_item operator()(const Args&... args) const {
        static_assert(std::is_invocable_r_v<view, Row&, const Args&...>,
                      "what a row shows is a view: return html(...)");
        row_run around;
        return make_list_item(of->row(args...), hole);
    }
};

template <class Each, class Row>
std::shared_ptr<list_parts<Each, Row>> share_list_parts(Each&& each, Row&& row) {
    return detail::make_value<list_parts<Each, Row>>(std::move(each), std::move(row));
}

template <class Place, class Each, class Row, class Key>
view make_list_of(std::shared_ptr<list_parts<Each, Row>> of, Key key) {
    auto set_up = [of, key = std::move(key)](std::uint32_t hole) -> list_items {
        return map_any_list<Place>(list_reader<Each, Row>{of}, row_maker<Each, Row>{of, hole}, key, SOLDER_HERE);
    };
    using walk = typed_list_walk<Place, list_reader<Each, Row>, Row>;
    if constexpr (in_browser)
        return make_list_view(std::move(set_up));
    else
        return make_list_view(std::make_unique<walk>(list_reader<Each, Row>{of}, of->row), std::move(set_up));
}

/// The same, and what `otherwise` makes while the list is there and has no element.
template <class Place, class Each, class Row, class Key, class Otherwise>
view make_list_of(std::shared_ptr<list_parts<Each, Row>> of, Key key, Otherwise otherwise) {
    auto has_rows = [read = list_reader<Each, Row>{of}] {
        using source = list_given_by<list_reader<Each, Row>>;
        decltype(auto) given = read();
        return !source::is_there(given) || source::list_in(given).size() != 0;
    };
    return Show(
        std::move(has_rows), [of, key = std::move(key)] { return make_list_of<Place>(of, key); }, std::move(otherwise));
}

}  // namespace detail

/// One row for each element of a list, in order. A row stays with its element wherever that moves, with the nodes it
/// has in the document; rows whose element did not change are never touched.
///
/// @param each  gives the list: an accessor (`create_async`, `signal`, `memo`) or a callable that gives a vector or a
///              pointer to one, where null leaves the rows as they are; or a list of a store
/// @param row   `(row<T>) -> view`: the row stays, and what reads its element follows; `element[&T::member]` reads one
///              member. Or `(const T&) -> view`: the row is made anew when its element is no longer equal; the element
///              is good as long as the row. Takes a `row_position` after it, too, where it wants to know its place
/// @param key   what tells elements apart, such as `&project::slug`; by default the member `id`, else the whole value
template <class Each, class Row, class Key = detail::own_key>
    requires(!detail::makes_view<Key>)
view For(Each each, Row row, Key key = {}) {
    static_assert(!std::same_as<Key, view>, "what is shown for an empty list is a function: [=] { return html(...); }");
    static_assert(!std::is_invocable_v<Key&>,
                  "what tells elements apart is a member or takes an element: `&task::slug`");
    return detail::make_list_of<detail::moving_place>(detail::share_list_parts(std::move(each), std::move(row)),
                                                      std::move(key));
}
/// @param otherwise  `() -> view`: what is shown while the list is there and has no element. `each` is read for it,
/// too,
///                   and runs twice for each change: give a memo where it computes the list
template <class Each, class Row, class Key = detail::own_key, class Otherwise>
view For(Each each, Row row, Key key, Otherwise otherwise) {
    static_assert(detail::makes_view<Otherwise>,
                  "what is shown for an empty list is a function: [=] { return html(...); }");
    return detail::make_list_of<detail::moving_place>(detail::share_list_parts(std::move(each), std::move(row)),
                                                      std::move(key), std::move(otherwise));
}
template <class Each, class Row, class Otherwise>
    requires detail::makes_view<Otherwise>
view For(Each each, Row row, Otherwise otherwise) {
    return For(std::move(each), std::move(row), detail::own_key{}, std::move(otherwise));
}

/// One row for each place of a list: it stays while the element at its place changes, and rows come and go at the end.
/// For elements without identity, such as numbers or lines of text.
/// @param each  as for `For`
/// @param row   `(row<T>) -> view` or `(row<T>, std::size_t place) -> view`
template <class Each, class Row>
view Index(Each each, Row row) {
    return detail::make_list_of<detail::fixed_place>(detail::share_list_parts(std::move(each), std::move(row)),
                                                     detail::own_key{});
}
/// @param otherwise  as for `For`
template <class Each, class Row, class Otherwise>
view Index(Each each, Row row, Otherwise otherwise) {
    static_assert(detail::makes_view<Otherwise>,
                  "what is shown for an empty list is a function: [=] { return html(...); }");
    return detail::make_list_of<detail::fixed_place>(detail::share_list_parts(std::move(each), std::move(row)),
                                                     detail::own_key{}, std::move(otherwise));
}

}  // namespace solder
#endif
