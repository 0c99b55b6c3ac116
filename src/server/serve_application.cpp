#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <sodium.h>
#include <solder/server/web_application.hpp>

namespace solder::detail {
namespace {

/// Without a bundle (none was built) pages still work, without script.
result<static_files> load_bundle(const std::string& folder) {
    if (folder.empty()) return static_files();
    return static_files::load(folder);
}

}  // namespace

result<web_server_options> options_from_environment(std::string default_bundle) {
    web_server_options options{{}, std::move(default_bundle)};
    if (const char* bundle = std::getenv("SOLDER_BUNDLE_DIR")) options.bundle = bundle;
    if (const char* port = std::getenv("PORT"); port && *port) {
        std::string_view text(port);
        auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), options.listen.port);
        if (failed != std::errc() || end != text.data() + text.size())
            return fail(error{"PORT must be a number from 0 to 65535, not \"" + std::string(text) + "\""});
    }
    return options;
}

int refuse_to_start(const error& reason) {
    std::fprintf(stderr, "%s\n", reason.message.c_str());
    return 1;
}

int serve(application app, web_server_options options) {
    if (sodium_init() < 0) return refuse_to_start(error{"libsodium cannot be initialised"});
    auto files = load_bundle(options.bundle);
    if (!files) return refuse_to_start(files.error());
    auto shown_host =
        options.listen.address.contains(':') ? "[" + options.listen.address + "]" : options.listen.address;
    web_application handler(std::move(app), std::move(*files));
    auto server = http_server::listen(options.listen, [&handler]() -> http_handler {
        return [&handler](http_request request, http_reply reply) {
            return handler.handle(std::move(request), std::move(reply));
        };
    });
    if (!server) return refuse_to_start(server.error());
    std::printf("listening on http://%s:%u\n", shown_host.c_str(), static_cast<unsigned>((*server)->port()));
    std::fflush(stdout);
    (*server)->run();
    return 0;
}

}  // namespace solder::detail
