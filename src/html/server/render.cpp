#include "writing.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/html/render.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace {

/// What one page being rendered has around it.
struct page_scope {
    ref<owner> around = make_ref<owner>(ref<owner>(get_owner()));
    ref<suspense_scope> missing = make_ref<suspense_scope>();
    std::shared_ptr<std::optional<error>> failed = std::make_shared<std::optional<error>>();

    page_scope() {
        around->set_context(suspense_context().id(), std::make_shared<ref<suspense_scope>>(missing));
        around->set_error_handler([failed = failed](raised_error e) {
            if (!*failed) *failed = std::move(e.reason);
        });
    }
    page_scope(const page_scope&) = delete;
    ~page_scope() { around->dispose(); }
};

}  // namespace

task<rendered_page> render_to_string_async(callback<view()> root) {
    page_scope scope;
    detail::page_writer page;
    view content;
    {
        ambient_scope inside(scope.around);
        content = root();
    }
    for (;;) {
        page = {};
        {
            ambient_scope inside(scope.around);
            detail::write_hole(content, page);
        }
        if (*scope.failed) co_return fail(std::move(**scope.failed));
        if (!scope.missing->is_pending_now()) break;
        co_await await_callback<void>([&](resolver<void> done) { scope.missing->when_settled([done] { done({}); }); });
    }
    rendered_page done{std::move(page.out), {}, {}, page.status};
    page.finish_head(done.title, done.head);
    co_return done;
}

}  // namespace solder
