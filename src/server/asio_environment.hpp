#ifndef SOLDER_SRC_SERVER_ASIO_ENVIRONMENT_HPP
#define SOLDER_SRC_SERVER_ASIO_ENVIRONMENT_HPP
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <solder/core/remote_queue.hpp>
#include <vector>

namespace solder::detail {

/// Time and task queue of one server thread, driven by its `io_context`. Keeps waiting work itself, so that the thread
/// can drop it while its environment is still set.
class asio_environment final : public clock, public task_queue {
public:
    explicit asio_environment(boost::asio::io_context& io) : io_(io), timer_(io) {}

    std::chrono::milliseconds now() const override;
    void post(callback<void()> work) override;
    timer_id post_after(std::chrono::milliseconds delay, callback<void()> work) override;
    void withdraw(timer_id id) override;
    std::shared_ptr<remote_queue> remote() override;
    /// Drops everything that waits, unrun, and takes nothing from other threads any more.
    void clear();

private:
    void run_ready();
    void move_due();
    void run_first_due();
    void arm();

    boost::asio::io_context& io_;
    boost::asio::steady_timer timer_;
    std::vector<callback<void()>> ready_;
    std::uint64_t next_order_ = 0;
    std::map<timer_id, callback<void()>> later_;  // due: ticks of the steady clock
    std::map<timer_id, callback<void()>> due_;    // each has a place in `ready_`, and can still be withdrawn
    std::shared_ptr<remote_queue> remote_;
    bool scheduled_ = false;
};

}  // namespace solder::detail
#endif
