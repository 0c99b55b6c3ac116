#include "../suspense_list.hpp"
#include "late_contents.hpp"
#include "placing.hpp"
#include "rare_commands.hpp"
#include <solder/core/make_value.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/page.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/reactive/graph.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/router/router.hpp>

namespace solder::detail {
namespace {

bool is_content_coming() {
    const auto* shipped = current_shipped_data();
    return shipped && shipped->is_open();
}

/// One `Suspense` where it is shown.
struct placed_suspense {
    view_maker fallback;
    view_maker content;
    node_id hole;
    ref<suspense_scope> scope = make_ref<suspense_scope>();
    ref<owner> around = ref<owner>(get_owner());
    ref<owner> inside = make_ref<owner>(around);
    std::shared_ptr<suspense_list> list = join_suspense_list(scope, *inside);

    ref<owner> until_then;  // of the fallback; null while that is not shown

    placed_suspense(view_maker f, view_maker c, node_id h) : fallback(std::move(f)), content(std::move(c)), hole(h) {
        provide_context(*inside, suspense_context(), scope);
    }

    void show_fallback() {
        until_then = make_ref<owner>(around);
        if (list) leave_suspense_list(*until_then);
        run_with_owner(until_then.get(), [&] { fill_hole(fallback(), hole); });
    }
    void end_fallback() {
        if (until_then) std::exchange(until_then, {})->dispose();
    }

    /// Tracked.
    bool has_to_wait() const {
        const bool is_pending = scope->is_pending();
        return is_pending || (list && (!list->is_filled() || list->holds_back(*scope)));
    }

    /// Takes over what the server rendered.
    void adopt() {
        run_with_owner(inside.get(), [&] { fill_hole(content(), hole); });
        scope->content_was_shown();
    }
};
using suspense_handle = std::shared_ptr<placed_suspense>;

/// Makes the content aside, of what came with this number if any, and shows it when nothing is missing; the fallback
/// until then.
void make_content(const suspense_handle& made, std::uint32_t late = 0) {
    dom_range place;
    auto& document = dom_writer::current();
    const bool was_hydrating = std::exchange(document.hydrating, false);
    run_with_owner(made->inside.get(), [&] {
        place = make_waiting_place();
        if (late) {
            document.command(solder_dom_take_late(), place.last, late);
            document.hydrating = true;
            (void)claim_mark(place.last, '?');  // the one that says that those behind it are not of this boundary
        }
        fill_hole(made->content(), place.last);
        if (std::exchange(document.hydrating, false)) document.command(dom_op::hydrated);
    });
    create_render_effect([made, place, is_shown = false]() mutable {
        const bool has_to_wait = made->has_to_wait();
        if (is_shown) return;
        if (has_to_wait)
            return untrack([&] {
                if (!made->until_then) made->show_fallback();
            });
        made->end_fallback();
        dom_writer::current().command(content_command(dom_op::take_content), made->hole, place.first);
        made->scope->content_was_shown();
        is_shown = true;
    });
    document.hydrating = was_hydrating;
}

/// Takes over the fallback, and the content when it comes.
/// @param number  of the content that the server sends later; 0 when it does not
void expect_content(const suspense_handle& made, std::uint32_t number) {
    made->show_fallback();
    if (number == 0 || !is_content_coming()) return make_content(made);
    late_contents::current().expect(number, [made, number](bool has_content) {
        run_with_owner(made->around.get(), [&] {
            make_content(made, has_content ? number : 0);
        });
    });
}

struct suspense_node final : view_node {
    view_maker fallback;
    view_maker content;

    suspense_node(view_maker f, view_maker c) : fallback(std::move(f)), content(std::move(c)) {}

    void fill(node_id hole) override {
        auto made = detail::make_value<placed_suspense>(std::move(fallback), std::move(content), hole);
        const auto mark = dom_writer::current().hydrating ? claim_mark(hole, '?') : nothing_to_claim;
        if (mark == nothing_to_claim) return make_content(made);
        mark == 0 ? made->adopt() : expect_content(made, mark - 1);
    }
};

struct error_boundary_node final : view_node {
    /// What both ways of showing need.
    struct parts {
        ref<error_scope> scope = make_ref<error_scope>();
        failure_view_maker fallback;
        view_maker content;
    };
    std::shared_ptr<parts> boundary = detail::make_value<parts>();

    void fill(node_id hole) override {
        reset_when_elsewhere(boundary->scope);
        if (dom_writer::current().hydrating && claim_mark(hole, '!') == 1) find_failure(*boundary);
        create_render_effect([boundary = boundary, hole, first = true]() mutable {
            const auto failure = boundary->scope->failure();
            untrack([&] {
                if (!std::exchange(first, false)) dom_writer::current().command(content_command(dom_op::clear), hole);
                failure ? show_fallback(*boundary, failure->reason, hole) : show_content(*boundary, hole);
            });
        });
    }

private:
    static void show_content(parts& boundary, node_id hole) {
        boundary.scope->run([&] { fill_hole(boundary.content(), hole); });
    }

    static void show_fallback(parts& boundary, const error& reason, node_id hole) {
        auto reset = [scope = boundary.scope, cache = query_cache::find_current(), kind = reason.kind] {
            if (kind == error_kind::foreign_build) return load_page_again();
            if (cache) cache->begin_load_scope();  // what failed is asked for anew (Q28)
            scope->reset();
        };
        fill_hole(boundary.fallback(reason, std::move(reset)), hole);
        boundary.scope->reset_when_recovered();
    }

    /// Another place of the application may well work. Inside the navigation: what failed in a page that was given up
    /// before it was shown is no failure of the next. One that is given up leaves what is shown as it is.
    static void reset_when_elsewhere(const ref<error_scope>& scope) {
        auto* router = use_context(router_context());
        if (!router) return;
        create_computed([router, scope, first = true]() mutable {
            const auto visit = router->visits();
            if (std::exchange(first, false)) return;
            graph::current().in_branch() && visit == visit_shown(*router) ? scope->keep_shown() : scope->reset();
        });
    }
    static std::uint32_t visit_shown(const router_state& router) {
        world_scope shown(world::shown_only);
        return untrack([&] { return router.visits(); });
    }

    /// The server showed the fallback: make the content aside to learn which failure it was for.
    static void find_failure(parts& boundary) {
        auto& document = dom_writer::current();
        document.hydrating = false;
        document.repeats_server = true;
        {
            scoped_root aside;
            aside.run([&] { show_content(boundary, make_waiting_place().last); });
        }
        document.repeats_server = false;
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
