#include "writing.hpp"
#include <algorithm>
#include <solder/core/await_callback.hpp>
#include <solder/core/timer.hpp>
#include <solder/html/render.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace {

using detail::late_boundary;
using detail::missing_values;
using detail::page_writer;

/// Of the page before, within reason: else a text of that length would be made in a dozen steps.
constinit thread_local std::size_t usual_page_bytes = 4096;
constexpr std::size_t most_usual_bytes = 1024 * 1024;

/// What one page being rendered has around it.
class page_rendering {
public:
    page_rendering(callback<view()> root, missing_values missing) : missing_(missing) {
        const bool waits = missing != missing_values::left_out;
        provide_context(*around_, suspense_context(), waits ? waited_for_ : ref<suspense_scope>());
        if (waits) provide_context(*around_, first_piece_context(), waited_for_);
        around_->set_error_handler([failed = failed_](raised_error e) {
            if (!*failed) *failed = std::move(e.reason);
        });
        auto make = [&] { content_ = root(); };
        guarded(make);
    }
    page_rendering(const page_rendering&) = delete;
    ~page_rendering() { around_->dispose(); }

    /// One walk over the page.
    result<page_writer> write() {
        auto page = writer();
        auto write_all = [&] { detail::write_hole(content_, page); };
        guarded(write_all);
        if (*failed_) return std::unexpected(std::move(*std::exchange(*failed_, std::nullopt)));
        usual_page_bytes = std::clamp<std::size_t>(page.out.size() + page.out.size() / 16, 4096, most_usual_bytes);
        return page;
    }
    /// Writes the content of `late`; none while a value is missing.
    result<std::optional<page_writer>> write(late_boundary& late) {
        auto page = writer();
        bool is_whole = false;
        auto write_part = [&] { is_whole = late.write_late(page); };
        guarded(write_part);
        if (*failed_) return std::unexpected(std::move(*std::exchange(*failed_, std::nullopt)));
        return is_whole ? std::optional(std::move(page)) : std::nullopt;
    }
    bool is_pending() const { return waited_for_->is_pending_now(); }
    void when_settled(callback<void()> tell) { waited_for_->when_settled(std::move(tell)); }

private:
    /// An exception is a failure of the page.
    template <class Fn>
    void guarded(Fn& fn) {
        ambient_scope inside(around_);
        detail::call_guarded(*around_, fn);
    }
    page_writer writer() {
        page_writer page;
        page.out.reserve(usual_page_bytes);
        page.missing = missing_;
        page.numbers_given = &numbers_given_;
        return page;
    }

    missing_values missing_;
    ref<owner> around_ = make_ref<owner>(ref<owner>(get_owner()));
    ref<suspense_scope> waited_for_ = make_ref<suspense_scope>();
    std::shared_ptr<std::optional<error>> failed_ = std::make_shared<std::optional<error>>();
    std::uint32_t numbers_given_ = 0;
    view content_;
};

/// Walks over the page until no value is missing that it waits for.
task<page_writer> write_settled(page_rendering& page) {
    for (;;) {
        auto written = page.write();
        if (!written) co_return fail(std::move(written.error()));
        if (written->has_new_in_list) continue;
        if (!page.is_pending()) co_return std::move(*written);
        co_await await_callback<void>([&](resolver<void> done) { page.when_settled([done] { done({}); }); });
        co_await sleep_for({});  // what came may be read inside a Suspense as well, which is told in the same turn
    }
}

rendered_page finished(page_writer page, std::set<std::string>& said_in_head) {
    rendered_page done{std::move(page.out), {}, {}, page.status, page.shows_failure, page.lacks_route};
    if (const auto* said = page.title()) done.title = said->text;
    page.append_head(done.head, said_in_head);
    return done;
}
rendered_page finished(page_writer page) {
    std::set<std::string> said_in_head;
    return finished(std::move(page), said_in_head);
}

}  // namespace

task<rendered_page> render_to_string_async(callback<view()> root) {
    page_rendering page(std::move(root), missing_values::waited_for);
    auto written = co_await write_settled(page);
    co_return finished(std::move(written));
}

result<rendered_page> render_to_string(callback<view()> root) {
    page_rendering page(std::move(root), missing_values::left_out);
    auto written = page.write();
    if (written && written->has_new_in_list) written = page.write();
    if (!written) return std::unexpected(std::move(written.error()));
    return finished(std::move(*written));
}

struct page_stream::parts {
    page_rendering page;
    std::vector<late_boundary*> late{};   // sent, and not followed by their content
    std::vector<late_boundary*> ready{};  // those of them whose values are there, in that order
    std::optional<resolver<void>> waiting{};
    std::uint32_t title_depth = 0;  // of the route that the title sent last is of
    std::set<std::string> said_in_head{};

    explicit parts(callback<view()> root) : page(std::move(root), missing_values::sent_later) {}

    void note_sent(const std::vector<late_boundary*>& more) {
        for (auto* each : more) {
            each->is_sent = true;
            late.push_back(each);
            note_when_ready(*each);
        }
    }
    /// These calls end with the page: scopes are let go of, and tell nobody, when what they wait for is.
    void note_when_ready(late_boundary& of) {
        of.when_ready([self = std::weak_ptr(alive), &of] {
            auto here = self.lock();
            if (!here) return;
            auto& parts = **here;
            parts.ready.push_back(&of);
            if (parts.waiting) (*std::exchange(parts.waiting, std::nullopt))({});
        });
    }
    /// The title that `page` brings, if it counts more than the one that was sent. It is placed later.
    std::string new_title(const page_writer& page) {
        const auto* said = page.title();
        if (!said || said->depth < title_depth) return {};
        title_depth = said->depth;
        return said->text;
    }
    std::shared_ptr<parts*> alive = std::make_shared<parts*>(this);
};

page_stream::page_stream(callback<view()> root) : parts_(std::make_unique<parts>(std::move(root))) {}
page_stream::page_stream(page_stream&&) noexcept = default;
page_stream::~page_stream() = default;

bool page_stream::is_whole() const { return parts_->late.empty(); }

task<rendered_page> page_stream::shell() {
    auto written = co_await write_settled(parts_->page);
    parts_->note_sent(written.late);
    parts_->new_title(written);
    co_return finished(std::move(written), parts_->said_in_head);
}

task<std::optional<late_content>> page_stream::next() {
    auto& at = *parts_;
    while (!at.late.empty()) {
        const auto turn = std::ranges::find_if_not(at.ready, &late_boundary::is_held_back);
        if (turn == at.ready.end()) {
            co_await await_callback<void>([&](resolver<void> done) { at.waiting = std::move(done); });
            continue;
        }
        auto* late = *turn;
        at.ready.erase(turn);
        auto written = at.page.write(*late);
        while (written && *written && (*written)->has_new_in_list) written = at.page.write(*late);
        if (!written) co_return fail(std::move(written.error()));
        if (!*written) {
            at.note_when_ready(*late);
            continue;
        }
        std::erase(at.late, late);
        late->note_followed();
        late_content made{late->number, std::nullopt};
        if (!late->has_failed) {
            at.note_sent((*written)->late);
            made.title = at.new_title(**written);
            (*written)->append_head(made.head, at.said_in_head);
            made.status = (*written)->status;
            made.html = std::move((*written)->out);
        }
        co_return made;
    }
    co_return std::nullopt;
}

page_stream render_to_stream(callback<view()> root) { return page_stream(std::move(root)); }

}  // namespace solder
