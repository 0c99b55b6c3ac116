#include "edge_pool.hpp"

namespace solder::detail {
namespace {

constexpr std::size_t block_size = allocates_singly ? 1 : 64;

struct block {
    block* next;
    edge edges[block_size];
};

constinit thread_local block* blocks = nullptr;
constinit thread_local std::size_t made = 0;
constinit thread_local bool edges_closed = false;

}  // namespace

constinit thread_local edge* edge_pool::free_ = nullptr;

/// Frees the blocks when the thread ends.
struct edge_pool::closer {
    ~closer() {
        edges_closed = true;
        std::size_t idle = 0;
        for (edge* each = free_; each; each = each->next_source) ++idle;
        if (idle != made) return;  // something outlives the thread's graph
        free_ = nullptr;
        made = 0;
        while (blocks) delete std::exchange(blocks, blocks->next);
    }
};

void edge_pool::grow() {
    if (!edges_closed) static thread_local closer at_thread_end;
    if constexpr (block_size == 1) {
        free_ = new edge{};
        return;
    }
    auto* more = new block{blocks, {}};
    blocks = more;
    made += block_size;
    for (std::size_t i = block_size; i-- > 0;) more->edges[i].next_source = std::exchange(free_, &more->edges[i]);
}

void edge_pool::give_back(edge* gone) {
    if constexpr (block_size == 1)
        delete gone;
    else
        gone->next_source = std::exchange(free_, gone);
}

}  // namespace solder::detail
