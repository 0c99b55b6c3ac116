#ifndef SOLDER_SRC_REACTIVE_EDGE_POOL_HPP
#define SOLDER_SRC_REACTIVE_EDGE_POOL_HPP
#include <solder/reactive/graph.hpp>

namespace solder::detail {

/// The edges of a thread: computations whose dependencies change give and take them all the time. They come in blocks,
/// which are given back when the thread ends, if nothing of its graph is left by then. Under the address sanitizer each
/// is allocated by itself, so that every use after its end is seen.
class edge_pool {
public:
    static edge* take() {
        if (!free_) grow();
        return std::exchange(free_, free_->next_source);
    }
    static void give_back(edge* gone);

private:
    struct closer;
    static void grow();
    static constinit thread_local edge* free_;
};

}  // namespace solder::detail
#endif
