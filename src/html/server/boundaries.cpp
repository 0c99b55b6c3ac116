#include "../suspense_list.hpp"
#include "writing.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/query/response.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/owner.hpp>
#include <solder/reactive/suspense.hpp>
#include <string>

namespace solder::detail {
namespace {

/// An answer that leads elsewhere is no failure of a part: the whole page goes there.
bool leads_elsewhere(const error& e) { return e.response && !e.response->location().empty(); }

/// A message that is not public is not for the page.
error shown_to_visitors(const error& e) {
    if (e.is_public) return e;
    auto* shipped = shipped_data_of_request();
    return shipped ? shipped->error_to_show("a part of a page", e) : public_error(e);
}

/// The content in an owner of its own, with what waits for its values.
class suspense_node final : public view_node, public late_boundary {
public:
    suspense_node(view_maker fallback, view_maker make) : make_fallback_(std::move(fallback)), make_(std::move(make)) {}
    ~suspense_node() override {
        if (!inside_) return;
        inside_->set_error_handler({});  // work inside may outlive this
        inside_->dispose();
    }

    void write(page_writer& page) override {
        if (!inside_) begin(page);
        if (page.missing == missing_values::waited_for) return write_inside(page);
        const auto before = page.now();
        write_inside(page);
        if (!scope_->is_pending_now() && !is_held_back()) {
            note_followed();  // an earlier walk may have written the fallback
            return disown_mark(page.out, before.out, late_mark);
        }
        page.go_back(before);
        write_fallback(page);
    }

    bool write_late(page_writer& page) override {
        const auto before = page.now();
        write_inside(page);
        disown_mark(page.out, before.out, late_mark);
        return has_failed || !scope_->is_pending_now();
    }
    void when_ready(callback<void()> tell) override { scope_->when_settled(std::move(tell)); }
    bool is_held_back() const override { return list_ && list_->holds_back(*scope_); }
    void note_followed() override {
        if (list_) list_->set_kept(*scope_, false);
    }

private:
    void begin(page_writer& page) {
        inside_ = make_ref<owner>(ref<owner>(get_owner()));
        if (page.missing == missing_values::waited_for) return;  // by the page
        provide_context(*inside_, suspense_context(), scope_);
        list_ = join_suspense_list(scope_, *inside_);
        page.has_new_in_list |= list_ != nullptr;
        inside_->set_error_handler([this](raised_error e) {
            // What is around has been sent without it: the page shows the failure when it makes this part.
            if (!is_sent || leads_elsewhere(e.reason)) return raise_error(std::move(e));
            has_failed = true;
            (void)shown_to_visitors(e.reason);
        });
    }
    void write_inside(page_writer& page) {
        auto write = [&] { write_content(page); };
        run_with_owner(inside_.get(), [&] { call_guarded(*inside_, write); });
    }
    void write_content(page_writer& page) {
        if (make_) content_ = std::exchange(make_, {})();
        write_hole(content_, page);
    }
    void write_fallback(page_writer& page) {
        if (page.missing == missing_values::sent_later) {
            if (number == 0) number = ++*page.numbers_given;
            page.late.push_back(this);
        }
        if (list_) list_->set_kept(*scope_, true);
        page.out.append(late_mark).append(std::to_string(number)).append("-->");
        if (!around_fallback_) {
            around_fallback_ = make_ref<owner>(ref<owner>(get_owner()));
            if (list_) leave_suspense_list(*around_fallback_);
        }
        run_with_owner(around_fallback_.get(), [&] { write_made_fallback(page); });
    }
    void write_made_fallback(page_writer& page) {
        if (make_fallback_) fallback_ = std::exchange(make_fallback_, {})();
        write_hole(fallback_, page);
    }

    view_maker make_fallback_;
    view_maker make_;
    view content_;
    view fallback_;
    ref<suspense_scope> scope_ = make_ref<suspense_scope>();
    ref<owner> inside_;
    ref<owner> around_fallback_;
    std::shared_ptr<suspense_list> list_;
};

struct error_boundary_node final : view_node {
    failure_view_maker fallback;
    view_maker make;
    std::shared_ptr<error> failed = std::make_shared<error>();
    std::shared_ptr<bool> has_failed = std::make_shared<bool>(false);
    ref<owner> inside;
    view content;
    ref<owner> around_fallback;  // null while the content is shown
    view made_fallback;

    void write(page_writer& page) override {
        const auto before = page.now();
        if (!*has_failed) write_content(page);
        if (!*has_failed) return disown_mark(page.out, before.out, failure_mark.substr(0, 5));
        page.go_back(before);
        page.out += failure_mark;
        page.shows_failure = true;
        if (!around_fallback) give_up_content(page);
        run_with_owner(around_fallback.get(), [&] {
            if (fallback) made_fallback = std::exchange(fallback, {})(*failed, [] {});
            write_hole(made_fallback, page);
        });
    }

private:
    /// What is sent without the values in it waits for them no longer, and keeps no other part of a `SuspenseList` from
    /// being shown. A whole page has them all, and the page body need not fetch them to fail as this did.
    void give_up_content(const page_writer& page) {
        around_fallback = make_ref<owner>(ref<owner>(get_owner()));
        if (page.missing == missing_values::waited_for) return;
        content = {};
        inside->dispose();
    }
    void write_content(page_writer& page) {
        if (!inside) {
            inside = make_ref<owner>(ref<owner>(get_owner()));
            inside->set_error_handler([failed = failed, has_failed = has_failed](raised_error e) {
                if (leads_elsewhere(e.reason)) return raise_error(std::move(e));
                if (!std::exchange(*has_failed, true)) *failed = shown_to_visitors(e.reason);
            });
        }
        auto write = [&] {
            if (make) content = std::exchange(make, {})();
            write_hole(content, page);
        };
        run_with_owner(inside.get(), [&] { call_guarded(*inside, write); });
    }
};

}  // namespace

view make_suspense_view(view_maker fallback, view_maker content) {
    return view(new suspense_node(std::move(fallback), std::move(content)));
}

view make_error_boundary_view(failure_view_maker fallback, view_maker content) {
    auto* node = new error_boundary_node;
    node->fallback = std::move(fallback);
    node->make = std::move(content);
    return view(node);
}

}  // namespace solder::detail
