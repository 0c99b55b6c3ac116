#ifndef SOLDER_CORE_AMBIENT_HPP
#define SOLDER_CORE_AMBIENT_HPP
#include <solder/core/platform.hpp>
#include <solder/core/ref.hpp>

namespace solder {

/// What surrounds running code and must still surround it after a suspension: `reactive` keeps its owner here, so that
/// contexts (and through them the request) are right after `co_await`.
class ambient : public ref_counted {
public:
    /// For what runs again and again: which run this is. What began in an earlier one has ended with that. Begins anew
    /// after 256 runs: a coroutine that comes back after exactly as many is not found out.
    [[nodiscard]] std::uint8_t run_number() const { return run_number_; }

protected:
    ~ambient() override = default;
    std::uint8_t run_number_ = 0;
};

namespace detail {
using ambient_giver = ref<ambient> (*)(ambient& of);
/// Gives what surrounds code of a run that has ended. Set with the first run.
inline constinit SOLDER_PER_THREAD ambient_giver ambient_of_ended_run = nullptr;
inline constinit thread_local ambient* current_ambient = nullptr;
/// The computation that records what is read, if any; only `reactive` knows its type.
inline constinit thread_local void* current_observer = nullptr;
}  // namespace detail

/// Puts `next` around the code up to the end of the block, and restores what was there (the observer too) after it.
class ambient_scope {
public:
    explicit ambient_scope(ref<ambient> next, void* observer = nullptr)
        : held_(std::move(next)),
          previous_(std::exchange(detail::current_ambient, held_.get())),
          previous_observer_(std::exchange(detail::current_observer, observer)) {}
    ~ambient_scope() {
        detail::current_ambient = previous_;
        detail::current_observer = previous_observer_;
    }
    ambient_scope(const ambient_scope&) = delete;
    ambient_scope& operator=(const ambient_scope&) = delete;

private:
    ref<ambient> held_;
    ambient* previous_;
    void* previous_observer_;
};

}  // namespace solder
#endif
