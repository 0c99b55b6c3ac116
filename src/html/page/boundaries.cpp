#include "placing.hpp"
#include <functional>
#include <solder/html/boundaries.hpp>
#include <solder/html/page.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder::detail {
namespace {

/// A marked hole that is not in the document yet: content is built there while something else shows.
dom_range make_waiting_place() {
    auto& document = dom_writer::current();
    node_id base = document.allocate(2);
    document.command(dom_op::create_markers, base);
    document.forget_with_owner(base, 2);
    return {base, base + 1};
}

struct suspense_node final : view_node {
    view_maker fallback;
    view_maker content;

    suspense_node(view_maker f, view_maker c) : fallback(std::move(f)), content(std::move(c)) {}

    void fill(node_id hole) override {
        auto scope = make_ref<suspense_scope>();
        auto inside = make_ref<owner>(ref<owner>(get_owner()));
        inside->set_context(suspense_context().id(), std::make_shared<ref<suspense_scope>>(scope));
        if (dom_writer::current().hydrating) {
            run_with_owner(inside.get(), [&] { fill_hole(content(), hole); });
            return scope->content_was_shown();
        }
        dom_range place;
        run_with_owner(inside.get(), [&] {
            place = make_waiting_place();
            fill_hole(content(), place.last);
        });
        show_when_ready(scope, place, hole);
    }

private:
    void show_when_ready(ref<suspense_scope> scope, dom_range place, node_id hole) {
        create_render_effect(
            [scope, place, hole, fallback = std::move(fallback), waited = false, shown = false]() mutable {
                bool pending = scope->is_pending();
                if (shown) return;
                if (pending)
                    return untrack([&] {
                        if (std::exchange(waited, true)) dom_writer::current().command(dom_op::clear, hole);
                        fill_hole(fallback(), hole);
                    });
                if (waited) dom_writer::current().command(dom_op::clear, hole);
                dom_writer::current().insert(hole, place);
                scope->content_was_shown();
                shown = true;
            });
    }
};

/// Shared by the effect that shows a boundary and the handler that errors reach.
struct boundary_state {
    failure_view_maker fallback;
    view_maker content;
    std::shared_ptr<raised_error> raised;
    signal<int> changes{0};

    void fail(raised_error e) {
        raised = std::make_shared<raised_error>(std::move(e));
        changes.update([](int& n) { ++n; });
    }
    void reset() {
        raised = nullptr;
        changes.update([](int& n) { ++n; });
    }
};

struct error_boundary_node final : view_node {
    std::shared_ptr<boundary_state> state = std::make_shared<boundary_state>();

    void fill(node_id hole) override {
        create_render_effect([state = state, hole, first = true]() mutable {
            state->changes();
            untrack([&] {
                auto& document = dom_writer::current();
                if (!std::exchange(first, false))
                    document.command(dom_op::clear, hole);
                else if (document.hydrating && hydration_met_failure(hole))
                    find_failure(state);
                state->raised ? show_fallback(state, hole) : show_content(state, hole);
            });
        });
    }

private:
    static void show_content(const std::shared_ptr<boundary_state>& state, node_id hole) {
        catch_error([&] { fill_hole(state->content(), hole); },
                    [weak = std::weak_ptr(state)](raised_error e) {
                        if (auto state = weak.lock()) state->fail(std::move(e));
                    });
    }

    static void show_fallback(const std::shared_ptr<boundary_state>& state, node_id hole) {
        auto raised = state->raised;
        fill_hole(state->fallback(raised->reason, [state] { state->reset(); }), hole);
        if (!raised->still_failing) return;
        create_render_effect([state, raised] {
            if (!raised->still_failing() && state->raised == raised) state->reset();
        });
    }

    /// The server showed the fallback: make the content aside to learn which failure it was for.
    static void find_failure(const std::shared_ptr<boundary_state>& state) {
        auto& document = dom_writer::current();
        document.hydrating = false;
        {
            scoped_root aside;
            aside.run([&] { show_content(state, make_waiting_place().last); });
        }
        document.hydrating = true;
    }
};

}  // namespace

view make_suspense_view(view_maker fallback, view_maker content) {
    return view(new suspense_node(std::move(fallback), std::move(content)));
}

view make_error_boundary_view(failure_view_maker fallback, view_maker content) {
    auto* node = new error_boundary_node;
    node->state->fallback = std::move(fallback);
    node->state->content = std::move(content);
    return view(node);
}

}  // namespace solder::detail
