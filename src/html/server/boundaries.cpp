#include "writing.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/query/response.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/owner.hpp>

namespace solder::detail {
namespace {

/// The page waits for all values, so the content is always what the visitor gets.
struct suspense_node final : view_node {
    view_maker make;
    view content;

    explicit suspense_node(view_maker m) : make(std::move(m)) {}
    void write(page_writer& page) override {
        if (make) content = std::exchange(make, {})();
        write_hole(content, page);
    }
};

/// An answer that leads elsewhere is no failure of a part: the whole page goes there.
bool leads_elsewhere(const error& e) { return e.response && !e.response->location().empty(); }

/// A message that is not public is not for the page.
error shown_to_visitors(const error& e) {
    if (e.is_public) return e;
    auto* shipped = shipped_data_of_request();
    return shipped ? shipped->error_to_show("a part of a page", e) : public_error(e);
}

struct error_boundary_node final : view_node {
    failure_view_maker fallback;
    view_maker make;
    std::shared_ptr<error> failed = std::make_shared<error>();
    std::shared_ptr<bool> has_failed = std::make_shared<bool>(false);
    ref<owner> inside;
    view content;
    bool shows_fallback = false;

    void write(page_writer& page) override {
        auto start = page.out.size();
        auto status = page.status;
        auto said = page.head.size();
        if (!*has_failed) write_content(page);
        if (!*has_failed) return;
        page.out.resize(start);
        page.status = status;
        page.head.resize(said);
        page.out += failure_mark;
        if (!std::exchange(shows_fallback, true)) content = fallback(*failed, [] {});
        write_hole(content, page);
    }

private:
    void write_content(page_writer& page) {
        if (!inside) {
            inside = make_ref<owner>(ref<owner>(get_owner()));
            inside->set_error_handler([failed = failed, has_failed = has_failed](raised_error e) {
                if (leads_elsewhere(e.reason)) return raise_error(std::move(e));
                if (!std::exchange(*has_failed, true)) *failed = shown_to_visitors(e.reason);
            });
        }
        run_with_owner(inside.get(), [&] {
            if (make) content = std::exchange(make, {})();
            write_hole(content, page);
        });
    }
};

}  // namespace

view make_suspense_view(view_maker, view_maker content) { return view(new suspense_node(std::move(content))); }

view make_error_boundary_view(failure_view_maker fallback, view_maker content) {
    auto* node = new error_boundary_node;
    node->fallback = std::move(fallback);
    node->make = std::move(content);
    return view(node);
}

}  // namespace solder::detail
