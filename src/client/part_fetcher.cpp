#include "part_fetcher.hpp"
#include <algorithm>
#include <solder/client/host.hpp>

namespace solder::detail {
namespace {

error why_not(std::uint32_t status) {
    if (status == 0) return {"The server cannot be reached.", error_kind::unreachable, true};
    if (status == 404) return {"The page is of another build: load it again.", error_kind::foreign_build, true};
    return {"A part of the page cannot be loaded.", error_kind::bad_reply, true};
}

}  // namespace

task<void> part_fetcher::load(std::string_view part) {
    auto begin = [this, part](resolver<void> done) {
        if (solder_host_load_part(part.data(), static_cast<std::uint32_t>(part.size()))) return done({});
        waiting_.push_back({part, done});
    };
    await_callback<void> end(begin);
    co_await end;
}

void part_fetcher::loaded(std::string_view part, std::uint32_t status) {
    auto at = std::ranges::find(waiting_, part, &waiting::part);
    if (at == waiting_.end()) return;
    auto done = at->done;
    waiting_.erase(at);
    status == 200 ? done({}) : done(std::unexpected(why_not(status)));
}

}  // namespace solder::detail
