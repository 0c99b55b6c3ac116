#ifndef SOLDER_SRC_REACTIVE_ROW_KEEPER_HPP
#define SOLDER_SRC_REACTIVE_ROW_KEEPER_HPP
#include <optional>
#include <solder/reactive/map_list_rows.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {

/// A version of an effect for the transition that is held, which runs its body (src/reactive/branch.cpp).
ref<computation> fork_of_effect(effect_base& base);

/// The list as what runs in its rows sees it: they have this effect above them, and what is above is brought up to date
/// first. So a row whose element has gone ends before its code could miss it. No memo, since a transition would take
/// all below for replaced, and not the owner of the rows, since they outlive its runs.
///
/// A transition has a version of it, as of what computes: there the same goes for the list to come.
class row_keeper final : public effect_base {
public:
    explicit row_keeper(call_site made) : effect_base(phase::render, made) { bits_.keeps_rows = true; }

    void watch(memo<row_list> list) {
        list_.emplace(std::move(list));
        begin();
    }
    /// Ends a row that was let go of outside of any run. A transition that commits does so in the midst of joining two
    /// versions of the graph: too early to dispose of anything.
    void end_soon(ref<list_row> row) {
        if (is_disposed()) return row->end();
        batch_scope together;
        ending_.push_back(std::move(row));
        bits_.fresh = freshness::dirty;
        this_graph.queue(*this);
    }
    /// Ends a row that the list, which runs, goes on without.
    void end_after_list(list_row& row) { ending_.push_back(ref<list_row>(&row)); }

    /// What owns the rows, and is not owned itself.
    owner* rows = nullptr;

private:
    ref<computation> make_fork() override { return fork_of_effect(*this); }
    bool run() override {
        if (list_) (*list_)();
        if (!this_graph.held || !this_graph.in_branch() || !bits_.has_fork) end_rows();
        return false;
    }
    void drop_body() override {
        list_.reset();
        end_rows();
    }
    void end_rows() {
        for (auto& each : std::exchange(ending_, {})) each->end();
    }

    std::optional<memo<row_list>> list_;
    std::vector<ref<list_row>> ending_;
};

}  // namespace solder::detail
#endif
