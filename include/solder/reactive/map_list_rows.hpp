#ifndef SOLDER_REACTIVE_MAP_LIST_ROWS_HPP
#define SOLDER_REACTIVE_MAP_LIST_ROWS_HPP
#include <memory>
#include <optional>
#include <solder/reactive/list_changes.hpp>
#include <solder/reactive/readable.hpp>
#include <vector>

// How mapped lists work. A list is a memo; its value is the rows themselves, counted, and nothing of it is anywhere
// else: so a transition that is held has a list of its own, which shares the rows that stay with the one that is shown.
// A row is a scope. It ends when the last list that has it goes on without it.

namespace solder {

/// The element of a row, for code that stays while the element changes.
template <class T>
using row = readable<T>;

/// The place of a row in its list, from 0.
using row_position = readable<std::size_t>;

}  // namespace solder

namespace solder::detail {

/// One row: the scope its code runs in, and what that gave.
class list_row : public owner {
public:
    list_row(owner& rows, call_site made);

    const row_id id;

protected:
    friend class row_handle;
    friend class row_keeper;
    friend class list_mapper;
    /// What the code gave may hold what was made in the scope, and that holds the scope: ends it in time.
    virtual void drop_value() = 0;
    void end();

    std::uint32_t uses_ = 0;
    bool is_filled_ = false;
    bool is_dropped_ = false;  // while two lists are compared: the next one is without it
};

/// The use of a row by a list.
class row_handle {
public:
    /// A place whose row is still to come.
    row_handle() = default;
    explicit row_handle(list_row* made) : row_(ref<list_row>(made).release()) { ++row_->uses_; }
    row_handle(const row_handle& other) : row_(other.row_) { ++row_->uses_; }
    row_handle(row_handle&& other) noexcept : row_(std::exchange(other.row_, nullptr)) {}
    row_handle& operator=(row_handle other) noexcept {
        std::swap(row_, other.row_);
        return *this;
    }
    ~row_handle() {
        if (row_ && --row_->uses_ == 0) end_row();
    }
    list_row& operator*() const { return *row_; }
    list_row* operator->() const { return row_; }
    friend bool operator==(const row_handle&, const row_handle&) = default;

private:
    void end_row();
    list_row* row_ = nullptr;
};

using row_list = std::vector<row_handle>;

/// Writes what the rows of one list show: for the one world whose list it is, although in a memo.
class row_writes {
public:
    /// @param list  null while it is made
    explicit row_writes(const memo_state<row_list>* list);

    template <class T>
    void operator()(const signal<T>& to, const T& value) const {
        if (other_world_stays_) {
            world_scope to_come(world::inside);
            // A version of its own, with the value there is. Counts as a change: what reads it has had no value of its
            // own either, and went by what is shown.
            to.update([](T&) { return true; });
        }
        to.set(value);
    }

private:
    [[no_unique_address]] allow_writes allowed_;
    world_scope in_one_world_;
    bool other_world_stays_;
};

/// A new list beside the rows of the one before, element type erased.
class list_input {
public:
    virtual std::size_t size() const = 0;
    virtual bool same_key(const list_row& row, std::size_t index) const = 0;
    /// How many rows, from `first` on and at most `most`, show the elements from `index` on already.
    virtual std::size_t unchanged(const row_handle* first, std::size_t index, std::size_t most) const = 0;
    virtual std::uint64_t hash_of(const list_row& row) const = 0;
    virtual std::uint64_t hash_at(std::size_t index) const = 0;
    /// Makes the row show the element that is now at `index`; false when it takes a new row to do that.
    virtual bool show(list_row& row, std::size_t index, const row_writes& write) const = 0;
    /// A row for that element, in which no code has run yet.
    virtual row_handle make(std::size_t index) const = 0;

protected:
    ~list_input() = default;
};

/// The code of a mapped list, its types erased.
class list_mapper {
public:
    virtual ~list_mapper() = default;
    row_list run(const row_list* previous);

protected:
    /// Reads the list (tracked) and gives the rows for it.
    virtual row_list next(const row_list* previous) = 0;
    owner& rows() const { return *rows_; }
    row_list next_rows(const row_list* previous, const list_input& input);
    [[nodiscard]] call_site made() const {
#ifdef NDEBUG
        return {};
#else
        return rows_->made_at();
#endif
    }

private:
    friend memo<row_list> make_list(std::unique_ptr<list_mapper> mapper, call_site made);
    virtual void fill(list_row& row) = 0;
    [[nodiscard]] bool has_two_lists() const;
    void part_ways(const row_list& old, const row_list& next);
    static void leave_branch(list_row& row);
    void leave_shown(list_row& row);

    ref<owner> rows_;
    const memo_state<row_list>* list_ = nullptr;
    bool some_ended_ = false;  // rows that a transition's list still has
};

memo<row_list> make_list(std::unique_ptr<list_mapper> mapper, call_site made);

/// A row with what its code gave.
template <class Mapped>
class mapped_row : public list_row {
public:
    using list_row::list_row;
    [[nodiscard]] const Mapped& value() const { return *value_; }

protected:
    std::optional<Mapped> value_;

private:
    void drop_value() override { value_.reset(); }
};

}  // namespace solder::detail
#endif
