#ifndef SOLDER_REACTIVE_MAP_LIST_HPP
#define SOLDER_REACTIVE_MAP_LIST_HPP
#include <cstddef>
#include <iterator>
#include <solder/reactive/map_list_mappers.hpp>

namespace solder {

/// What the rows of a list gave, in order. A view: good until the list changes.
template <class Mapped>
class mapped_rows {
public:
    class iterator {
    public:
        using value_type = Mapped;
        using difference_type = std::ptrdiff_t;
        iterator() = default;
        explicit iterator(const detail::row_handle* at) : at_(at) {}
        const Mapped& operator*() const { return value_of(*at_); }
        const Mapped* operator->() const { return &value_of(*at_); }
        iterator& operator++() { return ++at_, *this; }
        iterator operator++(int) { return iterator(at_++); }
        friend bool operator==(const iterator&, const iterator&) = default;

    private:
        const detail::row_handle* at_ = nullptr;
    };
    using value_type = Mapped;

    explicit mapped_rows(const detail::row_list& rows) : rows_(&rows) {}
    [[nodiscard]] std::size_t size() const { return rows_->size(); }
    [[nodiscard]] bool empty() const { return rows_->empty(); }
    const Mapped& operator[](std::size_t index) const { return value_of((*rows_)[index]); }
    [[nodiscard]] iterator begin() const { return iterator(rows_->data()); }
    [[nodiscard]] iterator end() const { return iterator(rows_->data() + rows_->size()); }

    /// Which row is at a place.
    [[nodiscard]] row_id id(std::size_t index) const { return (*rows_)[index]->id; }
    /// Which rows they are, in order: what `list_changes` compares.
    [[nodiscard]] std::vector<row_id> ids() const {
        std::vector<row_id> all;
        all.reserve(size());
        for (const auto& each : *rows_) all.push_back(each->id);
        return all;
    }

private:
    static const Mapped& value_of(const detail::row_handle& row) {
        return static_cast<const detail::mapped_row<Mapped>&>(*row).value();
    }
    const detail::row_list* rows_;
};

/// The rows of a list: what `map_list` and `index_list` give. A handle; read as a memo is.
template <class Mapped>
class mapped_list {
public:
    using value_type = mapped_rows<Mapped>;

    explicit mapped_list(memo<detail::row_list> rows) : rows_(std::move(rows)) {}
    /// Tracked: which rows there are, and in which order.
    mapped_rows<Mapped> operator()(call_site here = SOLDER_HERE) const { return mapped_rows<Mapped>(rows_(here)); }
    mapped_rows<Mapped> peek(call_site here = SOLDER_HERE) const { return mapped_rows<Mapped>(rows_.peek(here)); }

    friend bool operator==(const mapped_list&, const mapped_list&) = default;

private:
    memo<detail::row_list> rows_;
};

namespace detail {

template <class Place, class Each, class Row, class Key>
auto map_any_list(Each each, Row row, Key key, call_site made) {
    using mapper = typed_mapper<Each, Row, Key, Place>;
    return mapped_list<typename mapper::mapped>(
        make_list(std::make_unique<mapper>(std::move(each), std::move(row), std::move(key)), made));
}

}  // namespace detail

/// Runs `row` once for each element of a list, in a scope that ends when the element is no longer there. Rows stay with
/// their element, wherever it moves; a change costs a comparison per element, and work only for the rows it touches.
///
/// Rows are kept up to date before whatever runs in them: no code of a row sees a list that is without its element. In
/// a transition that is held, the rows that are shown stay as they are.
///
/// @param each  gives the list, tracked: a signal, a memo or a callable that gives a vector, or a pointer to one (null
///              leaves the rows as they are); or a list of a store, whose rows get handles and are told apart by what
///              they are handles of
/// @param row   `(const T&) -> U`, which makes the row anew when its element is no longer equal; or `(row<T>) -> U`,
///              where the row stays and what reads the element runs again. The element is good as long as the row.
///              Takes a `row_position` after it, too, where it wants to know its place. Nothing it reads is tracked.
/// @param key   what tells elements apart, such as `&project::slug`; by default the member `id`, else the whole value.
///              Occurrences of one key pair in order, those that moved after those in stretches that stayed.
template <class Each, class Row, class Key = detail::own_key>
[[nodiscard]] auto map_list(Each each, Row row, Key key = {}, call_site made = SOLDER_HERE) {
    if constexpr (detail::list_of_handles<Each>)
        return map_list([each = std::move(each)] { return each; }, std::move(row), std::move(key), made);
    else
        return detail::map_any_list<detail::moving_place>(std::move(each), std::move(row), std::move(key), made);
}

/// Runs `row` once for each place in a list: a place keeps its row whatever element gets there, and rows come and go at
/// the end. For elements without identity: numbers, lines of text.
/// @param each  as for `map_list`
/// @param row   `(row<T>) -> U` or `(row<T>, std::size_t place) -> U`
template <class Each, class Row>
[[nodiscard]] auto index_list(Each each, Row row, call_site made = SOLDER_HERE) {
    return detail::map_any_list<detail::fixed_place>(std::move(each), std::move(row), detail::own_key{}, made);
}

}  // namespace solder
#endif
