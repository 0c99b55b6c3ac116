#include "call_replies.hpp"
#include "compression.hpp"
#include "cross_site.hpp"
#include "document.hpp"
#include "endpoints.hpp"
#include "error_pages.hpp"
#include "function_calls.hpp"
#include "html_response.hpp"
#include "middleware.hpp"
#include "page_reply.hpp"
#include "request_target.hpp"
#include "upload_sink.hpp"
#include "whole_pages.hpp"
#include <algorithm>
#include <solder/core/ascii.hpp>
#include <solder/core/start.hpp>
#include <solder/server/web_application.hpp>

namespace solder {

namespace {

/// Why a request is answered by no code of the application, but perhaps its page for that.
struct refused_request {
    unsigned status;
    error why;
    std::string allowed_methods = {};
};
struct asked_call {};
struct asked_page {};
/// What a request asks for, or its answer where that takes no code of the application.
using asked_for = std::variant<http_response, refused_request, detail::met_endpoint, asked_call, asked_page>;

}  // namespace

struct web_application::shared_parts {
    application app;
    static_files files;
    web_application_options options;
    detail::call_rules rules;
    detail::endpoint_table endpoints{options.endpoints};
    detail::document_shell shell{app, files};
    detail::error_pages errors{shell, options.error_page, options.content_security_policy};
    detail::page_rules pages{app, shell, errors, options.pages, options.stream_time, options.content_security_policy};

    shared_parts(application a, static_files f, web_application_options o)
        : app(std::move(a)), files(std::move(f)), options(std::move(o)) {
        if (!options.keys) options.keys = sealing_keys::random();
        options.content_security_policy = detail::in_one_line(std::move(options.content_security_policy));
        rules.build_id = files.bundle_id();
        rules.uploads = options.uploads;
        rules.options = &options;
        if (auto folder = detail::upload_folder(options.uploads)) rules.uploads.folder = std::move(*folder);
        for (const auto& text : options.allowed_origins)
            if (auto origin = detail::parse_origin(text)) rules.allowed_origins.push_back(std::move(*origin));
    }
    asked_for look_at(const http_request& request) const;
    task<http_response> answer(std::shared_ptr<detail::request_scope>& scope, asked_for asked) const;
    bool may_ask(const http_request& request) const {
        const auto host = detail::asked_host(request);
        return options.allowed_hosts.empty() || std::ranges::any_of(options.allowed_hosts, [&](const auto& allowed) {
                   return detail::same_ignoring_case(allowed, host);
               });
    }
    std::chrono::sys_seconds now() const {
        if (options.wall_time) return options.wall_time();
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

namespace {

using detail::compress_body;
using detail::request_scope;

bool is_call(const http_request& request) { return request.path == function_path; }

/// @param others  methods of endpoints at the same address
refused_request refused_method(std::string others) {
    if (others.empty()) return {405, bad_request("Pages are read with GET."), "GET, HEAD"};
    return {405, bad_request("Not with this method."), std::move(others)};
}

task<http_response> answer_refused(request_scope& scope, const detail::error_pages& pages, refused_request refused) {
    auto reply = pages.reply(refused.status, refused.why, scope);
    if (!refused.allowed_methods.empty()) reply.headers.set("Allow", refused.allowed_methods);
    co_return reply;
}

/// A request being answered, with all that exists for it. Destroying it gives up the work first, then the rest.
class running_request final : public pending_reply {
public:
    /// @param since  when it came
    running_request(http_request&& request, std::chrono::sys_seconds now, const web_application_options& options,
                    std::chrono::milliseconds since)
        : scope_(std::make_shared<request_scope>(std::move(request), *options.keys, now, &options.on_error)),
          options_(options),
          since_(since) {}

    void run(auto make_answer, http_reply reply) {
        auto work = scope_->root.run([&] { return make_answer(scope_); });
        auto begun = scope_->root.run([&] {
            return start(std::move(work), [this, reply = std::move(reply)](result<http_response> outcome) {
                auto answer = outcome ? std::move(*outcome) : text_response(500, "Internal error\n");
                scope_->state.close();
                detail::add_event(answer, scope_->event);
                if (std::holds_alternative<std::unique_ptr<body_stream>>(answer.body))
                    scope_->sent = {answer.status, scope_->event.status, scope_->event.headers};
                detail::finish_response(options_, scope_->request, answer, since_);
                if (options_.compress) compress_body(answer, scope_->request.headers.list("accept-encoding"));
                reply(std::move(answer));
            });
        });
        work_ = std::move(begun);
    }

private:
    std::shared_ptr<request_scope> scope_;  // a page that is sent in pieces lives on until that is done
    const web_application_options& options_;
    std::chrono::milliseconds since_;
    operation work_;
};

}  // namespace

web_application::web_application(application app, static_files files, web_application_options options)
    : parts_(std::make_shared<const shared_parts>(std::move(app), std::move(files), std::move(options))) {}

asked_for web_application::shared_parts::look_at(const http_request& request) const {
    if (auto answered = detail::answer_first(options, request)) return std::move(*answered);
    if (!may_ask(request)) return text_response(421, "This server does not serve that host.\n");
    if (const auto why = detail::address_fault(request); !why.empty())
        return refused_request{400, bad_request(std::string(why))};
    if (request.path == detail::whole_page_path) return detail::prefer_whole_pages(request);
    if (auto file = files.answer(request)) return std::move(*file);
    if (is_call(request)) return asked_call();
    if (auto met = endpoints.find(request)) {
        if (detail::is_foreign_write(request, *met->of, rules.allowed_origins))
            return refused_request{403, forbidden("Not from pages of other sites.")};
        return std::move(*met);
    }
    const bool reads_page = request.method == http_method::get || request.method == http_method::head;
    if (!reads_page) return refused_method(endpoints.methods_at(request));
    if (auto plain = detail::lead_to_plain_address(request)) return std::move(*plain);
    return asked_page();
}

/// @param asked  not an answer
task<http_response> web_application::shared_parts::answer(std::shared_ptr<request_scope>& scope,
                                                          asked_for asked) const {
    if (auto* refused = std::get_if<refused_request>(&asked))
        return answer_refused(*scope, errors, std::move(*refused));
    if (auto* met = std::get_if<detail::met_endpoint>(&asked))
        return detail::answer_endpoint(*scope, errors, std::move(*met));
    if (std::holds_alternative<asked_call>(asked)) return detail::answer_call(*scope, rules, errors, app);
    return detail::answer_page(scope, pages);
}

std::unique_ptr<pending_reply> web_application::handle(http_request request, http_reply reply) const {
    detail::graph::current().renders_once = true;
    const auto& options = parts_->options;
    const auto since = options.on_response ? current_clock().now() : std::chrono::milliseconds();
    auto asked = parts_->look_at(request);
    if (auto* answer = std::get_if<http_response>(&asked)) {
        detail::finish_response(options, request, *answer, since);
        reply(std::move(*answer));
        return nullptr;
    }
    auto running = std::make_unique<running_request>(std::move(request), parts_->now(), options, since);
    running->run([&](auto& scope) { return parts_->answer(scope, std::move(asked)); }, std::move(reply));
    return running;
}

body_choice web_application::choose_body(http_request& head) const {
    return parts_->may_ask(head) ? detail::choose_call_body(head, parts_->rules) : body_choice{.is_wanted = false};
}

}  // namespace solder
