#ifndef SOLDER_SRC_CLIENT_BROWSER_ENVIRONMENT_HPP
#define SOLDER_SRC_CLIENT_BROWSER_ENVIRONMENT_HPP
#include <solder/core/environment.hpp>
#include <vector>

namespace solder::detail {

/// Time and later work of a page, through the host.
class browser_environment final : public clock, public task_queue {
public:
    std::chrono::milliseconds now() const override;
    void post(callback<void()> work) override { post_after(std::chrono::milliseconds{0}, std::move(work)); }
    timer_id post_after(std::chrono::milliseconds delay, callback<void()> work) override;
    void withdraw(timer_id id) override;
#ifndef __wasm__  // in tests of the page, which have one thread as it has
    std::shared_ptr<remote_queue> remote() override { return nullptr; }
#endif
    void run(std::uint32_t id);
    /// The page's; null while no work was posted yet: a program that never does is linked without timers.
    static browser_environment* with_timers();

private:
    struct place {
        callback<void()> work;
        std::uint64_t order = 0;
        bool rings = false;
    };
    // By the number the host rings with. A place is free again when its ring came, also for withdrawn work: the host
    // cannot take back a microtask.
    std::vector<place> places_;
    std::vector<std::uint32_t> free_;
    std::uint64_t next_order_ = 0;
};

}  // namespace solder::detail
#endif
