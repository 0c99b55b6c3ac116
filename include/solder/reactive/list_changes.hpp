#ifndef SOLDER_REACTIVE_LIST_CHANGES_HPP
#define SOLDER_REACTIVE_LIST_CHANGES_HPP
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace solder {

/// What tells one row from all others that were ever made on its thread. Never 0.
enum class row_id : std::uint64_t {};

/// One step on the way from an old order of rows to a new one.
struct list_change {
    enum class step : std::uint8_t {
        clear,   ///< take all rows away; only ever the first step, and then only inserts follow
        remove,  ///< take the row away that had place `row` in the old order
        move,    ///< take the row that gets place `row` in the new order, and put it in front of `before`
        insert,  ///< make the row that gets place `row` in the new order, in front of `before`
    };
    step what;
    std::uint32_t row = 0;
    /// The place in the new order of a row that is where it belongs already; the number of rows: the end.
    std::uint32_t before = 0;

    friend bool operator==(const list_change&, const list_change&) = default;
};

/// The steps that make `before` into `after`, for whatever shows rows in an order: nodes of a document, lines of a
/// terminal. Applied one by one: first all that is removed, then moves and inserts from the last row to the first, so
/// that the row in front of which one goes is in its place by then.
///
/// As few moves as there can be: all rows in `after` that were there `before`, less those of a longest run that keeps
/// its order. Linear where only a few rows changed, else n log n. A row that an order names twice pairs in order.
/// At most 2^31 - 2 rows.
[[nodiscard]] std::vector<list_change> list_changes(std::span<const row_id> before, std::span<const row_id> after);

/// The same, where it is known which old place each new row had.
/// @param old_places  for each new row its place in the old order, -1 for a new one; no place twice
/// @param old_size    how many rows the old order has
[[nodiscard]] std::vector<list_change> list_changes(std::span<const std::int32_t> old_places, std::size_t old_size);

/// Which rows can stay where they are when all others move: a longest increasing run.
/// @param old_places  as for `list_changes`
[[nodiscard]] std::vector<bool> rows_that_stay(std::span<const std::int32_t> old_places);

}  // namespace solder
#endif
