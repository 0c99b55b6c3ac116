#include "page_reply.hpp"
#include "call_replies.hpp"
#include "error_pages.hpp"
#include "flash.hpp"
#include "html_response.hpp"
#include "log.hpp"
#include "time_from_now.hpp"
#include "whole_pages.hpp"
#include <algorithm>
#include <solder/core/cut_short.hpp>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/core/url.hpp>
#include <solder/html/render.hpp>
#include <solder/query/response.hpp>

namespace solder::detail {

namespace {

/// Browsers do not say that a document was cut off: a page that hears nothing for three of these takes it to be.
constexpr std::chrono::milliseconds beat{2'000};

http_response failed_page(const error& e, const error_pages& pages, request_scope& scope) {
    if (e.response && !e.response->location().empty()) {
        auto led = redirect_reply(*e.response);
        return led ? std::move(*led) : failed_page(led.error(), pages, scope);
    }
    const auto shown = e.is_public ? e : error_to_show(scope.request.path, e);
    return pages.page(status_of(shown.kind), shown, scope);
}

/// Whether a browser asks for the same at both places. What follows a `#` it keeps for itself: to lead there, or to
/// another spelling of this place, would lead in a circle.
bool is_same_address(std::string_view place, std::string_view target) {
    if (place == target || place.starts_with('#')) return true;
    const auto a = parse_location(place), b = parse_location(target);
    return a && b && a->pathname == b->pathname && a->search == b->search;
}

/// Where code that ran for the page went instead of showing it, by `navigate`. Empty: nowhere.
std::string place_gone_to(const request_scope& scope) {
    if (!scope.places.left_for.empty()) return scope.places.left_for;
    auto place = scope.places.get().value;
    return is_same_address(place, scope.request.target) ? "" : place;
}

/// Browsers take a page in pieces; other programs that ask for one want it whole. One that follows a post without
/// script is for such a browser, as is one that was led here to get it whole.
bool is_streamed(const request_scope& scope, const page_rules& rules, bool has_flash) {
    if (rules.mode != page_mode::streamed || !rules.shell.has_program() || has_flash) return false;
    const auto accepted = scope.request.headers.find("accept");
    return accepted && accepted->contains("text/html") && !wants_whole_page(scope.request);
}

/// A page on its way: the first piece is made, late ones follow.
class page_body final : public body_stream {
public:
    page_body(std::shared_ptr<request_scope> scope, const page_rules& rules, page_stream page, std::string first,
              std::string nonce)
        : scope_(std::move(scope)),
          shell_(rules.shell),
          until_(current_clock().now() + std::min(rules.stream_time, longest_delay)),
          first_(std::move(first)),
          nonce_(std::move(nonce)),
          told_parts_(scope_->parts.size()),
          page_(std::move(page)) {}

    void next(callback<void(result<body_piece>)> done) override {
        if (!first_.empty()) return done(body_piece{std::exchange(first_, {}), false});
        auto begun = scope_->root.run([&] {
            auto piece = with_timeout(page_.next(), std::min(beat, until_ - current_clock().now()));
            return start(std::move(piece), [this, done = std::move(done)](result<std::optional<late_content>> came) {
                done(piece_of(came));
            });
        });
        work_ = std::move(begun);
    }

private:
    body_piece piece_of(result<std::optional<late_content>>& came) {
        if (!came && came.error().kind == error_kind::timed_out)
            return current_clock().now() < until_ ? body_piece{shell_.beat(nonce_)} : last({});
        if (!came) return last(lead_to(came.error()));
        if (auto place = place_gone_to(*scope_); !place.empty()) return last(shell_.lead_to(place, nonce_));
        if (!*came) return last({});
        if ((*came)->status != 200) scope_->event.status = (*came)->status;  // too late, which the log tells
        return {late(**came), false};
    }
    std::string late(const late_content& content) {
        const auto json = scope_->shipped.take_script_json();
        const auto told = std::exchange(told_parts_, scope_->parts.size());
        return shell_.late(content,
                           {.shipped_json = json, .parts = std::span(scope_->parts).subspan(told), .nonce = nonce_});
    }
    static body_piece last(std::string text) { return {text.append(document_shell::end()), true}; }
    std::string lead_to(const error& e) const {
        auto reply = e.response ? redirect_reply(*e.response) : std::unexpected(e);
        if (reply && reply->headers.contains("set-cookie"))
            log_error(scope_->request.path, error{"a late redirect sets cookies, and the head of the reply has left"});
        if (reply) return shell_.lead_to(*reply->headers.find("location"), nonce_);
        (void)error_to_show(scope_->request.path, reply.error(), scope_->state.on_error);
        return {};
    }

    std::shared_ptr<request_scope> scope_;
    const document_shell& shell_;
    std::chrono::milliseconds until_;
    std::string first_;
    std::string nonce_;
    std::size_t told_parts_;  // how many of the lazy ones earlier pieces have named
    page_stream page_;
    operation work_;
};

/// What is known of a page before anything of it is made.
struct begun_page {
    http_response reply = html_response(200, {});
    std::string nonce;
    bool has_flash = false;
};

begun_page begin_page(request_scope& scope, const page_rules& rules) {
    begun_page page;
    page.nonce = add_policy(page.reply.headers, rules.content_security_policy);
    const auto flash = find_post_flash(scope);
    page.has_flash = flash.has_value();
    if (flash) page.reply.headers.set("Cache-Control", "no-store");
    if (flash) scope.shipped.set_flash(*flash);
    scope.submissions.left_by_post = flash;
    provide_context(*scope.root.get(), shipped_data_context(), &scope.shipped);
    return page;
}

page_surroundings surroundings(const request_scope& scope, std::string_view json, const begun_page& page) {
    return {.shipped_json = json, .parts = scope.parts, .nonce = page.nonce};
}

/// The reply that shows something else than the page, if any.
std::optional<http_response> instead_of(const result<rendered_page>& page, request_scope& scope,
                                        const page_rules& rules) {
    if (auto place = place_gone_to(scope); page && !place.empty()) return redirect_to(place);
    if (!page) return failed_page(page.error(), rules.errors, scope);
    if (page->lacks_route && page->status == 404 && rules.errors.has_own())
        return rules.errors.page(404, not_found("There is no such page."), scope);
    return std::nullopt;
}

task<rendered_page> render_at_once(const application& app) {
    auto page = render_to_string([&app] { return app.root(); });
    if (!page) co_return fail(std::move(page.error()));
    co_return std::move(*page);
}

task<http_response> answer_whole(std::shared_ptr<request_scope> scope, const page_rules& rules, begun_page begun) {
    const bool is_at_once = rules.mode == page_mode::fallbacks;
    if (is_at_once) scope->shipped.open();  // the page looks for marks
    auto rendering =
        is_at_once ? render_at_once(rules.app) : render_to_string_async([&rules] { return rules.app.root(); });
    auto page = co_await as_result(std::move(rendering));
    if (auto other = instead_of(page, *scope, rules)) co_return std::move(*other);
    begun.reply.status = page->status;
    scope->state.tells_what_passes |= page->shows_failure;
    const auto json = scope->shipped.take_script_json();
    begun.reply.body = rules.shell.around(*page, surroundings(*scope, json, begun));
    if (begun.has_flash) {
        scope->state.tells_what_passes = true;
        forget_post_flash(*scope);
    }
    co_return std::move(begun.reply);
}

task<http_response> answer_in_pieces(std::shared_ptr<request_scope> scope, const page_rules& rules, begun_page begun) {
    scope->shipped.open();
    auto stream = render_to_stream([&rules] { return rules.app.root(); });
    auto page = co_await as_result(stream.shell());
    if (auto other = instead_of(page, *scope, rules)) co_return std::move(*other);
    if (stream.is_whole()) scope->shipped.close();
    begun.reply.status = page->status;
    scope->state.tells_what_passes |= page->shows_failure;
    const auto json = scope->shipped.take_script_json();
    auto with = surroundings(*scope, json, begun);
    if (stream.is_whole()) {
        begun.reply.body = rules.shell.around(*page, with);
        co_return std::move(begun.reply);
    }
    const auto whole_page = whole_page_address(scope->request);
    with.whole_page = whole_page;
    auto first = rules.shell.around(*page, with);
    begun.reply.body =
        std::make_unique<page_body>(scope, rules, std::move(stream), std::move(first), std::move(begun.nonce));
    co_return std::move(begun.reply);
}

}  // namespace

task<http_response> answer_page(std::shared_ptr<request_scope> scope, const page_rules& rules) {
    auto begun = begin_page(*scope, rules);
    return is_streamed(*scope, rules, begun.has_flash) ? answer_in_pieces(std::move(scope), rules, std::move(begun))
                                                       : answer_whole(std::move(scope), rules, std::move(begun));
}

}  // namespace solder::detail
