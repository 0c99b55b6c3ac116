#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <server/functions.hpp>
#include <solder/server.hpp>
#include <string_view>

namespace {

/// The environment variable `name`, or `otherwise` when it is not set or empty.
std::string_view setting(const char* name, std::string_view otherwise) {
    const char* set = std::getenv(name);
    return set && *set ? set : otherwise;
}

}  // namespace

int main() {
    const auto latency = setting("HN_LATENCY_MS", "200");
    unsigned slow = 0;
    const auto [end, problem] = std::from_chars(latency.data(), latency.data() + latency.size(), slow);
    if (problem != std::errc() || end != latency.data() + latency.size() || slow > 60'000) {
        std::fprintf(stderr, "HN_LATENCY_MS is no whole number from 0 to 60000\n");
        return 1;
    }
    auto db = hackernews::database::open(std::string(setting("HN_DATABASE", "hackernews.db")));
    if (!db) {
        std::fprintf(stderr, "%s\n", db.error().message.c_str());
        return 1;
    }
    hackernews::define_functions(**db, std::chrono::milliseconds(slow));
    return solder::serve(solder::make_application());
}
