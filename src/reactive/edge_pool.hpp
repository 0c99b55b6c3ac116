#ifndef SOLDER_SRC_REACTIVE_EDGE_POOL_HPP
#define SOLDER_SRC_REACTIVE_EDGE_POOL_HPP
#include <solder/reactive/graph.hpp>

namespace solder::detail {

/// Edges that are free, for each thread: computations whose dependencies change give and take them all the time.
class edge_pool {
public:
    static edge* take() {
        if (!free_) return new edge;
        return std::exchange(free_, free_->next_source);
    }
    static void give_back(edge* gone);

private:
    struct closer;
    static constinit thread_local edge* free_;
};

}  // namespace solder::detail
#endif
