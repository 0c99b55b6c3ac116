#ifndef SOLDER_HTML_DETAIL_LIST_WALK_HPP
#define SOLDER_HTML_DETAIL_LIST_WALK_HPP
#include <memory>
#include <solder/html/view.hpp>
#include <solder/reactive/map_list_mappers.hpp>
#include <vector>

// How a server goes through a list: once, with what a row needs made for one row after the other. Nothing of a row that
// has become text is kept.

namespace solder::detail {

/// Takes the rows of a list, in order.
class row_taker {
public:
    /// @param make  runs the code of the row, with `row`
    /// @return whether something of the row lives on, and with it the element
    virtual bool take(view (*make)(void* row), void* row) = 0;

protected:
    ~row_taker() = default;
};

/// A list and the code of its rows, types erased.
class list_walk {
public:
    virtual ~list_walk() = default;
    /// Reads the list, and has the taker take a row for each element. What a run before kept is let go of.
    virtual void go(row_taker& taker) = 0;
};

template <class Place, class Read, class Row>
class typed_list_walk final : public list_walk {
    using source = list_given_by<Read>;
    using element = source::element;
    using code = row_code<Row, element, Place>;

    struct slot {
        Row* run;
        typename code::kept_element shown;
        [[no_unique_address]] typename code::kept_place place;
        slot(Row& row, const element& of, std::size_t at) : run(&row), shown(of), place(at) {}
    };

public:
    typed_list_walk(Read read, Row& row) : read_(std::move(read)), row_(row) {}

    void go(row_taker& taker) override {
        kept_.clear();
        decltype(auto) given = read_();
        if (!source::is_there(given)) return;
        const auto& list = source::list_in(given);
        // The code of a row may write the list: its size is asked for again each time.
        for (std::size_t i = 0; i < list.size(); ++i) {
            show(list[i], i);
            const auto make = [](void* at) -> view {
                auto& row = *static_cast<slot*>(at);
                return code::call(*row.run, row.shown, row.place);
            };
            if (taker.take(make, &*slot_)) kept_.push_back(std::exchange(slot_, nullptr));
        }
        slot_ = nullptr;
    }

private:
    void show(const element& of, std::size_t at) {
        if constexpr (code::makes_anew && !code::knows_place)
            if (slot_) return void(slot_->shown = of);  // in the memory that its texts have
        slot_ = std::make_unique<slot>(row_, of, at);
    }

    Read read_;
    Row& row_;
    std::unique_ptr<slot> slot_;
    std::vector<std::unique_ptr<slot>> kept_;
};

}  // namespace solder::detail
#endif
