#include <solder/core/cut_short.hpp>

namespace solder::detail {

time_limited::time_limited(owned_task work, std::chrono::milliseconds limit)
    : child(std::move(work)), group({&child, 1}, task_group::goal::all), timer_(limit, [this, limit] {
          group.stop({"no end within " + std::to_string(limit.count()) + " ms", error_kind::timed_out});
      }) {}

stop_limited::stop_limited(owned_task work, const stop_token& stop)
    : child(std::move(work)), group({&child, 1}, task_group::goal::all), when_stopped_(stop, ends_group{&group}) {}

void stop_limited::ends_group::operator()() const { group->stop({"stopped", error_kind::cancelled}); }

}  // namespace solder::detail
