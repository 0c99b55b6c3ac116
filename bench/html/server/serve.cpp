// The pages over HTTP: /small, /table and, in pieces, /parts. PORT, SOLDER_BUNDLE_DIR as for any server.
//
//   html_server_pages [THREADS]     one per processor when none are given
#include "pages.hpp"
#include <cstdlib>
#include <solder/core/timer.hpp>
#include <solder/query.hpp>
#include <solder/server.hpp>

namespace {

using namespace solder;

constexpr server_function<"parts.get", std::string(std::int64_t), reads> get_part_body;
const auto get_part = query("part", get_part_body);

task<std::string> part_after(std::int64_t delay) {
    co_await sleep_for(std::chrono::milliseconds(delay));
    co_return "part of " + std::to_string(delay) + " ms";
}

view Part(std::int64_t delay) {
    return Suspense([] { return html("<p>loading</p>"); },
                    [=] {
                        auto text = create_async([=] { return get_part(delay); });
                        return html("<p>{}</p>", [=] { return text() ? *text() : std::string(); });
                    });
}

view Parts() { return html("<main><h1>Parts</h1>{}{}{}</main>", Part(10), Part(50), Part(200)); }

view Pages() {
    static const route_table routes{Route("/small", bench::Project), Route("/table", bench::Table),
                                    Route("/parts", Parts)};
    return Router({.routes = routes});
}

}  // namespace

int main(int count, char** arguments) {
    get_part_body.define(part_after);
    auto options = detail::options_from_environment("", {});
    if (!options) return detail::refuse_to_start(options.error());
    if (count > 1) options->listen.threads = static_cast<unsigned>(std::atoi(arguments[1]));
    return detail::serve({.root = Pages, .title = "Benchmark"}, std::move(*options));
}
