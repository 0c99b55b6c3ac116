#include <solder/reactive/detail/node_pool.hpp>

namespace solder::detail {
namespace {

constexpr std::size_t chunk_bytes = 4096 - 16;  // a page with what allocators put in front

struct chunk {
    chunk* next;
    std::size_t rooms;
};

constinit thread_local chunk* chunks = nullptr;
constinit thread_local bool nodes_closed = false;

}  // namespace

constinit thread_local node_pool::room* node_pool::free_[node_pool::largest / node_pool::step] = {};

/// Frees the chunks when the thread ends.
struct node_pool::closer {
    ~closer() {
        nodes_closed = true;
        std::size_t idle = 0, all = 0;
        for (room* list : free_)
            for (; list; list = list->next) ++idle;
        for (auto* each = chunks; each; each = each->next) all += each->rooms;
        if (idle != all) return;  // something outlives the thread's graph, or came from another thread's
        for (room*& list : free_) list = nullptr;
        while (chunks) ::operator delete(std::exchange(chunks, chunks->next));
    }
};

void node_pool::grow(std::size_t bytes) {
    if (!nodes_closed) static thread_local closer at_thread_end;
    const std::size_t list = list_of(bytes), size = (list + 1) * step;
    const std::size_t rooms = (chunk_bytes - step) / size;
    static_assert(sizeof(chunk) <= step);
    chunks = new (::operator new(chunk_bytes)) chunk{chunks, rooms};
    auto* at = reinterpret_cast<std::byte*>(chunks) + step;
    for (std::size_t i = rooms; i-- > 0;) free_[list] = new (at + i * size) room{free_[list]};
}

}  // namespace solder::detail
