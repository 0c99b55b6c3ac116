#include "text_room.hpp"
#include <algorithm>
#include <cstring>
#include <memory>

namespace solder::detail {
namespace {

constexpr std::size_t first_bytes = 8 * 1024;
constexpr std::size_t most_kept_bytes = 256 * 1024;

struct thread_memory {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
};

constinit thread_local thread_memory memory;
constinit thread_local text_node* guest = nullptr;

}  // namespace

text_node::text_node(std::string_view text, bool has_text_at_edge) : text_(text), has_text_at_edge_(has_text_at_edge) {
    guest = this;
}

text_node::~text_node() {
    if (guest == this)
        guest = nullptr;
    else
        delete[] text_.data();
}

void text_node::move_out() {
    auto* own = new char[text_.size()];
    text_.copy(own, text_.size());
    text_ = {own, text_.size()};
}

void text_room::clear() {
    if (guest) guest->move_out();
    guest = nullptr;
}

text_room::text_room() {
    auto& now = memory;
    if (!guest && now.size > most_kept_bytes) now = {};
    begin_ = guest ? now.bytes.get() + (guest->text_.data() - now.bytes.get()) + guest->text_.size() : now.bytes.get();
    end_ = now.bytes.get() + now.size;
}

char* text_room::grow(char* at, std::size_t bytes) {
    const auto written = static_cast<std::size_t>(at - begin_);
    auto& now = memory;
    clear();
    if (written + bytes <= now.size) {  // without the guest that is room enough
        std::memmove(now.bytes.get(), begin_, written);
        begin_ = now.bytes.get();
        return begin_ + written;
    }
    const auto size = std::max({first_bytes, 2 * now.size, written + bytes});
    auto larger = std::make_unique_for_overwrite<char[]>(size);
    std::string_view(begin_, written).copy(larger.get(), written);
    now = {std::move(larger), size};
    begin_ = now.bytes.get();
    end_ = begin_ + size;
    return begin_ + written;
}

}  // namespace solder::detail
