#ifndef SOLDER_HTML_LIST_HPP
#define SOLDER_HTML_LIST_HPP
#include <concepts>
#include <cstdint>
#include <memory>
#include <solder/html/view.hpp>
#include <solder/wire/json.hpp>
#include <solder/wire/same.hpp>
#include <string>
#include <variant>

namespace solder {
namespace detail {

/// What tells one row from another.
using row_key = std::variant<std::int64_t, std::string>;

/// A list with its element type erased: what the two bodies of `For` work on.
struct list_source {
    virtual ~list_source() = default;
    /// Reads the list (tracked). False while there is none: the rows shown so far stay.
    virtual bool load() = 0;
    virtual std::size_t size() const = 0;
    virtual row_key key(std::size_t index) const = 0;
    /// Whether the element is equal to the one that had place `old_index` before the last load.
    virtual bool same_as_before(std::size_t index, std::size_t old_index) const = 0;
    virtual view make_row(std::size_t index) = 0;
    /// From now on "before" means what is loaded now.
    virtual void settle() = 0;
};

view make_list_view(std::unique_ptr<list_source> source);

template <class List>
concept range_of_rows = requires(const List& list) {
    list.size();
    list[0];
};

/// Rows are told apart by the member `id` where there is one, else by the whole value.
struct key_by_default {
    template <class T>
    row_key operator()(const T& element) const {
        if constexpr (requires { element.id; })
            return (*this)(element.id);
        else if constexpr (std::integral<T>)
            return static_cast<std::int64_t>(element);
        else if constexpr (std::convertible_to<const T&, std::string>)
            return std::string(element);
        else
            return to_json(element);
    }
};

/// Rows are told apart by a projection, such as `&project::slug`.
template <class Projection>
struct key_by {
    Projection projection;
    template <class T>
    row_key operator()(const T& element) const {
        return key_by_default{}(std::invoke(projection, element));
    }
};

template <class Each, class Key, class Row>
class list_of final : public list_source {
    using given = std::remove_cvref_t<std::invoke_result_t<Each&>>;
    static constexpr bool behind_pointer = !range_of_rows<given>;
    static auto&& list_in(const given& value) {
        if constexpr (behind_pointer)
            return *value;
        else
            return (value);
    }

public:
    list_of(Each each, Key key, Row row) : each_(std::move(each)), key_(std::move(key)), row_(std::move(row)) {}

    bool load() override {
        next_ = each_();
        if constexpr (behind_pointer) return static_cast<bool>(next_);
        return true;
    }
    std::size_t size() const override { return list_in(next_).size(); }
    row_key key(std::size_t index) const override { return key_(list_in(next_)[index]); }
    bool same_as_before(std::size_t index, std::size_t old_index) const override {
        return wire::same(list_in(next_)[index], list_in(shown_)[old_index]);
    }
    view make_row(std::size_t index) override { return row_(list_in(next_)[index]); }
    void settle() override { shown_ = next_; }

private:
    Each each_;
    Key key_;
    Row row_;
    given next_{};
    given shown_{};
};

}  // namespace detail

/// One row for each element of a list, in order; rows whose element did not change are never touched.
///
/// @param each  gives the list: an accessor (`create_async`, `signal`, `memo`) or a callable that gives a vector or a
///              pointer to one; a null pointer leaves the rows as they are
/// @param row   `(const T&) -> view`; runs for each new or changed element. Copy what a handler needs: the element may
///              be gone by then
/// @param key   what tells rows apart, such as `&project::slug`; by default the member `id`, else the whole value
template <class Each, class Row, class Key>
view For(Each each, Row row, Key key) {
    using source = detail::list_of<Each, detail::key_by<Key>, Row>;
    return detail::make_list_view(
        std::make_unique<source>(std::move(each), detail::key_by<Key>{std::move(key)}, std::move(row)));
}
template <class Each, class Row>
view For(Each each, Row row) {
    using source = detail::list_of<Each, detail::key_by_default, Row>;
    return detail::make_list_view(std::make_unique<source>(std::move(each), detail::key_by_default{}, std::move(row)));
}

}  // namespace solder
#endif
