#include "edge_pool.hpp"

namespace solder::detail {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool pooling = false;  // so that the sanitizer sees every use after the end
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool pooling = false;
#else
constexpr bool pooling = true;
#endif
#else
constexpr bool pooling = true;
#endif

enum class state : std::uint8_t { untouched, open, closed };
constinit thread_local state pool_state = state::untouched;

}  // namespace

constinit thread_local edge* edge_pool::free_ = nullptr;

/// Frees what is in the pool when the thread ends; edges given back later are freed at once.
struct edge_pool::closer {
    ~closer() {
        pool_state = state::closed;
        while (free_) delete std::exchange(free_, free_->next_source);
    }
};

void edge_pool::give_back(edge* gone) {
    if (!pooling || pool_state == state::closed) return delete gone;
    if (pool_state == state::untouched) {
        pool_state = state::open;
        static thread_local closer at_thread_end;
    }
    gone->next_source = std::exchange(free_, gone);
}

}  // namespace solder::detail
