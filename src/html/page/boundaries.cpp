#include "placing.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/page.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/router/router.hpp>

namespace solder::detail {
namespace {

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

struct error_boundary_node final : view_node {
    /// What both ways of showing need.
    struct parts {
        ref<error_scope> scope = make_ref<error_scope>();
        failure_view_maker fallback;
        view_maker content;
    };
    std::shared_ptr<parts> boundary = std::make_shared<parts>();

    void fill(node_id hole) override {
        reset_when_elsewhere(boundary->scope);
        create_render_effect([boundary = boundary, hole, first = true]() mutable {
            auto failure = boundary->scope->failure();
            untrack([&] {
                auto& document = dom_writer::current();
                if (!std::exchange(first, false))
                    document.command(dom_op::clear, hole);
                else if (document.hydrating && hydration_met_failure(hole)) {
                    find_failure(*boundary);
                    failure = boundary->scope->failure();
                }
                failure ? show_fallback(*boundary, failure->reason, hole) : show_content(*boundary, hole);
            });
        });
    }

private:
    static void show_content(parts& boundary, node_id hole) {
        boundary.scope->run([&] { fill_hole(boundary.content(), hole); });
    }

    static void show_fallback(parts& boundary, const error& reason, node_id hole) {
        auto reset = [scope = boundary.scope, cache = query_cache::find_current()] {
            if (cache) cache->begin_load_scope();  // what failed is asked for anew (Q28)
            scope->reset();
        };
        fill_hole(boundary.fallback(reason, std::move(reset)), hole);
        boundary.scope->reset_when_recovered();
    }

    /// Another place of the application may well work. Inside the navigation: what failed in a page that was given up
    /// before it was shown is no failure of the next.
    static void reset_when_elsewhere(const ref<error_scope>& scope) {
        auto* router = use_context(router_context());
        if (!router) return;
        create_computed([router, scope, first = true]() mutable {
            (void)router->visits();
            if (!std::exchange(first, false)) scope->reset();
        });
    }

    /// The server showed the fallback: make the content aside to learn which failure it was for.
    static void find_failure(parts& boundary) {
        auto& document = dom_writer::current();
        document.hydrating = false;
        {
            scoped_root aside;
            aside.run([&] { show_content(boundary, make_waiting_place().last); });
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
    node->boundary->fallback = std::move(fallback);
    node->boundary->content = std::move(content);
    return view(node);
}

}  // namespace solder::detail
