#ifndef SOLDER_CLIENT_BROWSER_ENVIRONMENT_HPP
#define SOLDER_CLIENT_BROWSER_ENVIRONMENT_HPP
#include <solder/core/environment.hpp>
#include <vector>

namespace solder::detail {

/// Time and later work of a page, through the host.
class browser_environment final : public clock, public task_queue {
public:
    std::chrono::milliseconds now() const override;
    void post(callback<void()> work) override { post_after(std::chrono::milliseconds{0}, std::move(work)); }
    void post_after(std::chrono::milliseconds delay, callback<void()> work) override;
    void run(std::uint32_t id);

private:
    std::vector<callback<void()>> work_;  // by id; empty places are free
};

}  // namespace solder::detail
#endif
