#include "cross_site.hpp"
#include "endpoints.hpp"
#include "html_response.hpp"
#include "page_watch.hpp"
#include "upload_sink.hpp"
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ranges>
#include <sodium.h>
#include <solder/core/ascii.hpp>
#include <solder/core/thread_pool.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/server/session.hpp>
#include <solder/server/web_application.hpp>

namespace solder::detail {
namespace {

/// Without a bundle (none was built) pages still work, without script.
result<static_files> load_bundle(const std::string& folder) {
    if (folder.empty()) return static_files();
    return static_files::load(folder);
}

}  // namespace

#ifdef NDEBUG
constexpr bool is_release = true;
#else
constexpr bool is_release = false;
#endif

result<sealing_keys> choose_keys(const char* secret, bool are_needed, bool for_release) {
    if (secret && *secret) {
        auto keys = sealing_keys::from_text(secret);
        if (keys) return keys;
        return fail(error{"SOLDER_SECRET: " + keys.error().message});
    }
    constexpr std::string_view how =
        "SOLDER_SECRET is not set (32 bytes as hex or base64: head -c 32 /dev/urandom | base64)";
    if (are_needed && for_release)
        return fail(error{std::string(how) + ": a release build seals sessions and posted forms with no other key"});
    if (are_needed)
        std::fprintf(stderr, "note: %s: sessions and posted forms of this run do not outlive it\n", how.data());
    return sealing_keys::random();
}

namespace {

/// Null when the variable is not set, or empty.
const char* environment_text(const char* name) {
    const char* text = std::getenv(name);
    return text && *text ? text : nullptr;
}

/// `otherwise` when the variable is not set, or empty.
result<bool> environment_switch(const char* name, bool otherwise) {
    const char* text = environment_text(name);
    if (!text) return otherwise;
    if (std::string_view(text) != "0" && std::string_view(text) != "1")
        return fail(error{std::string(name) + " must be 0 or 1, not \"" + text + "\""});
    return *text == '1';
}

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

result<void> read_listen_environment(serve_options& listen) {
    if (const char* address = environment_text("SOLDER_ADDRESS")) listen.address = address;
    if (const char* port = environment_text("PORT")) {
        std::string_view text(port);
        auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), listen.port);
        if (failed != std::errc() || end != text.data() + text.size())
            return fail(error{"PORT must be a number from 0 to 65535, not \"" + std::string(text) + "\""});
    }
    auto proxy = environment_switch("SOLDER_BEHIND_PROXY", listen.behind_proxy);
    if (!proxy) return std::unexpected(std::move(proxy.error()));
    listen.behind_proxy = *proxy;
    return {};
}

std::vector<std::string> split_at_commas(std::string_view text) {
    std::vector<std::string> parts;
    for (const auto part : std::views::split(text, ','))
        if (const auto name = trimmed(std::string_view(part)); !name.empty()) parts.emplace_back(name);
    return parts;
}

/// Why one of these names can be that of no request; empty: each may be.
std::string host_fault(const std::vector<std::string>& hosts) {
    for (const auto& host : hosts) {
        const bool is_address = host.starts_with('[') && host.ends_with(']');
        const auto never = is_address ? "/ \t" : "/ \t:";
        if (host.empty() || host.find_first_of(never) != host.npos)
            return "allowed hosts: \"" + host + "\" is not a name without port, such as app.example.org";
    }
    return {};
}

}  // namespace

result<web_server_options> options_from_environment(std::string default_bundle, web_application_options application,
                                                    serve_options listen) {
    web_server_options options{std::move(listen), std::move(default_bundle), std::move(application)};
    for (const auto& origin : options.application.allowed_origins)
        if (!parse_origin(origin))
            return fail(error{"allowed_origins: \"" + origin + "\" is not an origin such as https://app.example.org"});
    if (auto fault = endpoint_fault(options.application.endpoints); !fault.empty())
        return fail(error{std::move(fault)});
    if (const char* hosts = environment_text("SOLDER_ALLOWED_HOSTS")) {
        options.application.allowed_hosts = split_at_commas(hosts);
        if (options.application.allowed_hosts.empty())  // which would allow all
            return fail(error{"SOLDER_ALLOWED_HOSTS names no host: \"" + std::string(hosts) + "\""});
    }
    if (auto fault = host_fault(options.application.allowed_hosts); !fault.empty())
        return fail(error{std::move(fault)});
    if (!is_field("content-security-policy", in_one_line(options.application.content_security_policy)))
        return fail(error{"content_security_policy: a header cannot carry it"});
    auto& uploads = options.application.uploads;
    if (!uploads.folder.empty() || has_file_functions()) {
        auto folder = upload_folder(uploads);
        if (!folder) return std::unexpected(std::move(folder.error()));
        uploads.folder = std::move(*folder);
    }
    if (!options.application.keys) {
        const bool are_needed = uses_sessions() || has_functions(access::writes);
        auto keys = choose_keys(std::getenv("SOLDER_SECRET"), are_needed, is_release);
        if (!keys) return std::unexpected(std::move(keys.error()));
        options.application.keys = std::move(*keys);
    }
    if (const char* bundle = std::getenv("SOLDER_BUNDLE_DIR")) options.bundle = bundle;
    if (auto read = read_listen_environment(options.listen); !read) return std::unexpected(std::move(read.error()));
    auto watched = environment_switch("SOLDER_WATCH", false);
    if (!watched) return std::unexpected(std::move(watched.error()));
    if (*watched && is_release && !is_loopback(options.listen.address))
        return fail(
            error{"SOLDER_WATCH is for who works on a program: a release build takes it at 127.0.0.1 or ::1 "
                  "only, not at " +
                  options.listen.address});
    options.is_watched = *watched;
    return options;
}

int refuse_to_start(const error& reason) {
    std::fprintf(stderr, "%s\n", reason.message.c_str());
    return 1;
}

namespace {

/// Only tells: a program may define some functions here and not there.
void tell_of_missing_bodies() {
    std::string names;
    for (const auto name : functions_without_body()) names.append(names.empty() ? "" : ", ").append(name);
    if (names.empty()) return;
    std::fprintf(stderr, "note: these server functions are called, and have no body here (`.define`): %s\n",
                 names.c_str());
}

}  // namespace

int serve(application app, web_server_options options) {
    if (sodium_init() < 0) return refuse_to_start(error{"libsodium cannot be initialised"});
    tell_of_missing_bodies();
    std::optional<page_watch> watch;
    if (options.is_watched) {
        watch.emplace().add_to(app);
        std::fprintf(stderr, "note: SOLDER_WATCH: open pages load again when this program is started anew\n");
    }
    auto files = load_bundle(options.bundle);
    if (!files) return refuse_to_start(files.error());
    auto shown_host =
        options.listen.address.contains(':') ? "[" + options.listen.address + "]" : options.listen.address;
    web_application handler(std::move(app), std::move(*files), std::move(options.application));
    auto make_handler = [&]() -> http_handler {
        return [&](http_request&& request, http_reply&& reply) {
            if (watch)
                if (auto taken = watch->take(request, reply)) return std::move(*taken);
            return handler.handle(std::move(request), std::move(reply));
        };
    };
    auto choose_body = [&handler](http_request& head) { return handler.choose_body(head); };
    auto server = http_server::listen(options.listen, std::move(make_handler), std::move(choose_body));
    if (!server) return refuse_to_start(server.error());
    std::printf("listening on http://%s:%u\n", shown_host.c_str(), static_cast<unsigned>((*server)->port()));
    std::fflush(stdout);
    (*server)->run();
    shared_thread_pool().wait_until_idle();  // its work may use what the caller is about to destroy
    return 0;
}

}  // namespace solder::detail
