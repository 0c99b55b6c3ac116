#ifndef SOLDER_REACTIVE_MAP_LIST_MAPPERS_HPP
#define SOLDER_REACTIVE_MAP_LIST_MAPPERS_HPP
#include <concepts>
#include <functional>
#include <solder/reactive/map_list_key.hpp>
#include <solder/reactive/map_list_rows.hpp>

// The typed part of mapped lists: everything that depends on the element and on what the code of a row takes.

namespace solder::detail {

template <class List>
concept range_with_places = requires(const List& list) {
    list.size();
    list[0];
};

/// A list of a store: its elements are handles.
template <class List>
concept list_of_handles = requires(const List& list) {
    list.size();
    list[0].identity();
};

/// What an accessor of a list gives: a range, or a pointer to one.
template <class Each>
struct list_given_by {
    using given = std::remove_cvref_t<std::invoke_result_t<Each&>>;
    static constexpr bool behind_pointer = !range_with_places<given>;
    static const auto& list_in(const given& value) {
        if constexpr (behind_pointer)
            return *value;
        else
            return value;
    }
    static bool is_there(const given& value) {
        if constexpr (behind_pointer)
            return static_cast<bool>(value);
        else
            return true;
    }
    using list = std::remove_cvref_t<decltype(list_in(std::declval<const given&>()))>;
    static_assert(range_with_places<list>, "the list of a mapped list is a vector, or a pointer to one");
    using element = std::remove_cvref_t<decltype(std::declval<const list&>()[0])>;
    static_assert(std::copyable<element>, "rows keep a copy of their element: list pointers to what cannot be copied");
};

/// The place of a row in a list by key: it changes.
struct moving_place {
    using kept = signal<std::size_t>;
    using argument = row_position;
};
/// The place of a row in a list by place.
struct fixed_place {
    using kept = std::size_t;
    using argument = std::size_t;
};
struct no_place {
    explicit no_place(std::size_t) {}
};

enum class row_arguments : std::uint8_t { none, element, element_and_place, row, row_and_place };

template <class Fn, class Element, class Place>
constexpr row_arguments arguments_with() {
    constexpr bool is_element = std::is_reference_v<Element>;
    if constexpr (std::is_invocable_v<Fn&, Element>)
        return is_element ? row_arguments::element : row_arguments::row;
    else if constexpr (std::is_invocable_v<Fn&, Element, Place>)
        return is_element ? row_arguments::element_and_place : row_arguments::row_and_place;
    else
        return row_arguments::none;
}

/// The first that `Fn` takes. The others are not tried then: the body of a generic function would be compiled with an
/// argument that it is not written for.
template <class Fn, class T, class Place, bool ElementFirst = std::same_as<Place, moving_place>>
constexpr row_arguments arguments_of_row() {
    using first = std::conditional_t<ElementFirst, const T&, row<T>>;
    using second = std::conditional_t<ElementFirst, row<T>, const T&>;
    constexpr auto tried = arguments_with<Fn, first, typename Place::argument>();
    if constexpr (tried != row_arguments::none)
        return tried;
    else
        return arguments_with<Fn, second, typename Place::argument>();
}

/// How the code of a row takes its element and its place.
template <class Fn, class T, class Place>
struct row_code {
    using place_argument = Place::argument;
    static constexpr row_arguments takes = arguments_of_row<Fn, T, Place>();
    static_assert(takes != row_arguments::none,
                  "the code of a row takes (const T&) or (row<T>), and may take its place after it");

    static constexpr bool makes_anew = takes == row_arguments::element || takes == row_arguments::element_and_place;
    static constexpr bool knows_place =
        takes == row_arguments::element_and_place || takes == row_arguments::row_and_place;
    /// What a row keeps.
    using kept_element = std::conditional_t<makes_anew, T, signal<T>>;
    using kept_place = std::conditional_t<knows_place, typename Place::kept, no_place>;

    static auto call(Fn& fn, const kept_element& element, [[maybe_unused]] const kept_place& place) {
        using argument = std::conditional_t<makes_anew, const T&, row<T>>;
        if constexpr (knows_place)
            return fn(argument(element), place_argument(place));
        else
            return fn(argument(element));
    }
    using result =
        decltype(call(std::declval<Fn&>(), std::declval<const kept_element&>(), std::declval<const kept_place&>()));
    static_assert(!std::is_void_v<result>, "the code of a row gives what stands for it in the list");
};

/// Reads a list by way of `Each`, tells elements apart by `Key`, and runs `Fn` in each row.
template <class Each, class Fn, class Key, class Place>
class typed_mapper final : public list_mapper {
    using source = list_given_by<Each>;
    using list = source::list;
    using element = source::element;
    using code = row_code<Fn, element, Place>;
    static constexpr bool by_place = std::same_as<Place, fixed_place>;
    static constexpr bool has_moving_place = std::same_as<typename code::kept_place, signal<std::size_t>>;
    static_assert(!(by_place && code::makes_anew), "the code of a row in an index_list takes (row<T>)");

public:
    using mapped = code::result;

    typed_mapper(Each&& each, Fn&& fn, Key&& key) : each_(std::move(each)), fn_(std::move(fn)), key_(std::move(key)) {}
    SOLDER_PAGE_INLINE ~typed_mapper() override = default;

private:
    struct typed_row final : mapped_row<mapped> {
        typed_row(owner& rows, call_site made, const element& first, std::size_t at)
            : mapped_row<mapped>(rows, made), shown(first), place(at) {}
        SOLDER_PAGE_INLINE ~typed_row() override = default;
        [[nodiscard]] const element& now() const {
            if constexpr (code::makes_anew)
                return shown;
            else
                return shown.peek();
        }
        typename code::kept_element shown;
        [[no_unique_address]] typename code::kept_place place;
        using mapped_row<mapped>::value_;
    };

    struct input final : list_input {
        input(const typed_mapper& m, const list& l) : mapper(m), now(l) {}
        const typed_mapper& mapper;
        const list& now;

        static const element& shown_in(const list_row& row) { return static_cast<const typed_row&>(row).now(); }
        decltype(auto) key(const element& of) const { return std::invoke(mapper.key_, of); }

        std::size_t size() const override { return now.size(); }
        bool same_key(const list_row& row, std::size_t index) const override {
            return by_place || detail::same_key(key(shown_in(row)), key(now[index]));
        }
        bool shows(const typed_row& row, std::size_t index) const {
            const auto& shown = row.now();
            const auto& element = now[index];
            if constexpr (!by_place)
                if (!detail::same_key(key(shown), key(element))) return false;
            if constexpr (has_moving_place)
                if (row.place.peek() != index) return false;
            return same_element<typename source::element>(shown, element);
        }
        std::size_t unchanged(const row_handle* first, std::size_t index, std::size_t most) const override {
            std::size_t count = 0;
            while (count < most && shows(static_cast<const typed_row&>(*first[count]), index + count)) ++count;
            return count;
        }
        std::uint64_t hash_of(const list_row& row) const override { return key_hash(key(shown_in(row))); }
        std::uint64_t hash_at(std::size_t index) const override { return key_hash(key(now[index])); }
        bool show(list_row& row, std::size_t index, const row_writes& write) const override {
            auto& typed = static_cast<typed_row&>(row);
            if (!same_element<element>(typed.now(), now[index])) {
                if constexpr (code::makes_anew)
                    return false;
                else
                    write(typed.shown, element(now[index]));
            }
            if constexpr (has_moving_place)
                if (typed.place.peek() != index) write(typed.place, index);
            return true;
        }
        row_handle make(std::size_t index) const override {
            return row_handle(new typed_row(mapper.rows(), mapper.made(), now[index], index));
        }
    };

    row_list next(const row_list* previous) override {
        decltype(auto) given = each_();
        if constexpr (list_of_handles<list>)
            if (source::is_there(given)) (void)source::list_in(given).size();  // tracked
        return untrack([&] {
            if (!source::is_there(given)) return previous ? *previous : row_list();
            return next_rows(previous, input(*this, source::list_in(given)));
        });
    }
    void fill(list_row& row) override {
        auto& typed = static_cast<typed_row&>(row);
        typed.value_.emplace(code::call(fn_, typed.shown, typed.place));
    }

    Each each_;
    Fn fn_;
    [[no_unique_address]] Key key_;
};

}  // namespace solder::detail
#endif
