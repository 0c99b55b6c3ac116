#ifndef SOLDER_SRC_REACTIVE_POINTER_MAP_HPP
#define SOLDER_SRC_REACTIVE_POINTER_MAP_HPP
#include <cstdint>
#include <utility>
#include <vector>

namespace solder::detail {

/// Numbers by address: open addressing. In place of std::unordered_map, which costs the browser several kilobytes.
class pointer_map {
public:
    static constexpr std::uint32_t none = ~0u;

    void set(const void* key, std::uint32_t value) {
        if (slots_.size() < 2 * (used_ + 1)) grow();
        slot& at = find(key);
        if (!at.key) ++used_;
        at = {key, value};
    }
    [[nodiscard]] std::uint32_t get(const void* key) const {
        return slots_.empty() ? none : const_cast<pointer_map*>(this)->find(key).value;
    }

private:
    struct slot {
        const void* key = nullptr;
        std::uint32_t value = none;
    };
    slot& find(const void* key) {
        auto hash = static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(key) >> 4) * 0x9E3779B1u;
        for (std::size_t at = hash;; ++at) {
            slot& candidate = slots_[at & (slots_.size() - 1)];
            if (candidate.key == key || !candidate.key) return candidate;
        }
    }
    void grow() {
        auto old = std::exchange(slots_, std::vector<slot>(slots_.empty() ? 16 : 2 * slots_.size()));
        for (const slot& each : old)
            if (each.key) find(each.key) = each;
    }

    std::vector<slot> slots_;  // as many as a power of two
    std::size_t used_ = 0;
};

}  // namespace solder::detail
#endif
