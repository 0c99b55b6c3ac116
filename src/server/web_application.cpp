#include "call_replies.hpp"
#include "compression.hpp"
#include "cross_site.hpp"
#include "document.hpp"
#include "endpoints.hpp"
#include "function_calls.hpp"
#include "page_reply.hpp"
#include "request_target.hpp"
#include "upload_sink.hpp"
#include "whole_pages.hpp"
#include <algorithm>
#include <solder/core/ascii.hpp>
#include <solder/core/start.hpp>
#include <solder/server/web_application.hpp>

namespace solder {

struct web_application::shared_parts {
    application app;
    static_files files;
    web_application_options options;
    detail::call_rules rules;
    detail::endpoint_table endpoints{options.endpoints};
    detail::document_shell shell{app, files};
    detail::page_rules pages{app, shell, options.pages, options.stream_time, options.content_security_policy};

    shared_parts(application a, static_files f, web_application_options o)
        : app(std::move(a)), files(std::move(f)), options(std::move(o)) {
        if (!options.keys) options.keys = sealing_keys::random();
        rules.build_id = files.bundle_id();
        rules.uploads = options.uploads;
        if (auto folder = detail::upload_folder(options.uploads)) rules.uploads.folder = std::move(*folder);
        for (const auto& text : options.allowed_origins)
            if (auto origin = detail::parse_origin(text)) rules.allowed_origins.push_back(std::move(*origin));
    }
    /// @param met  gets the endpoint that the request met, if one shall answer it
    std::optional<http_response> answer_at_once(const http_request& request,
                                                std::optional<detail::met_endpoint>& met) const;
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
http_response refused_method(const std::string& others) {
    auto reply = text_response(405, others.empty() ? "Pages are read with GET.\n" : "Not with this method.\n");
    reply.headers.set("Allow", others.empty() ? "GET, HEAD" : others);
    return reply;
}

/// A request being answered, with all that exists for it. Destroying it gives up the work first, then the rest.
class running_request final : public pending_reply {
public:
    running_request(http_request&& request, const sealing_keys& keys, std::chrono::sys_seconds now,
                    const web_application_options& options)
        : scope_(std::make_shared<request_scope>(std::move(request), keys, now, &options.on_error)),
          compresses_(options.compress) {}

    void run(auto make_answer, http_reply reply) {
        auto work = scope_->root.run([&] { return make_answer(scope_); });
        auto begun = scope_->root.run([&] {
            return start(std::move(work), [this, reply = std::move(reply)](result<http_response> outcome) {
                auto answer = outcome ? std::move(*outcome) : text_response(500, "Internal error\n");
                scope_->state.close();
                detail::add_event(answer, scope_->event);
                if (std::holds_alternative<std::unique_ptr<body_stream>>(answer.body))
                    scope_->sent = scope_->event.headers;
                add_security_headers(answer.headers);
                if (compresses_) compress_body(answer, scope_->request.headers.list("accept-encoding"));
                reply(std::move(answer));
            });
        });
        work_ = std::move(begun);
    }

private:
    std::shared_ptr<request_scope> scope_;  // a page that is sent in pieces lives on until that is done
    bool compresses_;
    operation work_;
};

}  // namespace

web_application::web_application(application app, static_files files, web_application_options options)
    : parts_(std::make_shared<const shared_parts>(std::move(app), std::move(files), std::move(options))) {}

/// Refusals, and files of the bundle: what takes no code of the application.
std::optional<http_response> web_application::shared_parts::answer_at_once(
    const http_request& request, std::optional<detail::met_endpoint>& met) const {
    if (!may_ask(request)) return text_response(421, "This server does not serve that host.\n");
    if (const auto why = detail::address_fault(request); !why.empty())
        return detail::html_response(400, shell.notice("That did not work", why));
    if (request.path == detail::whole_page_path) return detail::prefer_whole_pages(request);
    if (auto file = files.answer(request)) return file;
    if (is_call(request)) return std::nullopt;
    met = endpoints.find(request);
    if (met && detail::is_foreign_write(request, *met->of, rules.allowed_origins))
        return text_response(403, "Not from pages of other sites.\n");
    if (met) return std::nullopt;
    const bool reads_page = request.method == http_method::get || request.method == http_method::head;
    return reads_page ? detail::lead_to_plain_address(request) : refused_method(endpoints.methods_at(request));
}

std::unique_ptr<pending_reply> web_application::handle(http_request request, http_reply reply) const {
    detail::graph::current().renders_once = true;
    std::optional<detail::met_endpoint> met;
    if (auto answer = parts_->answer_at_once(request, met)) {
        add_security_headers(answer->headers);
        reply(std::move(*answer));
        return nullptr;
    }
    const bool calls = is_call(request);
    auto running =
        std::make_unique<running_request>(std::move(request), *parts_->options.keys, parts_->now(), parts_->options);
    if (calls)
        running->run([this](auto& scope) { return detail::answer_call(*scope, parts_->rules, parts_->app); },
                     std::move(reply));
    else if (met)
        running->run([&met](auto& scope) { return detail::answer_endpoint(*scope, std::move(*met)); },
                     std::move(reply));
    else
        running->run([this](auto& scope) { return detail::answer_page(scope, parts_->pages); }, std::move(reply));
    return running;
}

body_choice web_application::choose_body(http_request& head) const {
    return detail::choose_call_body(head, parts_->rules);
}

}  // namespace solder
