#ifndef SOLDER_TESTS_HTML_PAGE_COMMAND_TEXT_HPP
#define SOLDER_TESTS_HTML_PAGE_COMMAND_TEXT_HPP
#include "tests/html/fake_document.hpp"
#include <bit>
#include <cstdint>
#include <solder/html/dom_commands.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder::testing {

/// Writes DOM commands by hand: `flush().add(dom_op::create, 0, 1).add(dom_op::insert, 0, 1, 2).apply_to(document)`.
class flush {
public:
    template <class... Operands>
    flush& add(dom_op op, const Operands&... operands) {
        begin(op);
        (put(operands), ...);
        return *this;
    }
    void begin(dom_op op) { words_.push_back(static_cast<std::uint32_t>(op)); }
    void put(std::uint32_t word) { words_.push_back(word); }
    void put(int word) { words_.push_back(static_cast<std::uint32_t>(word)); }
    void put(double number) {
        auto bits = std::bit_cast<std::uint64_t>(number);
        put(static_cast<std::uint32_t>(bits));
        put(static_cast<std::uint32_t>(bits >> 32));
    }
    void put(std::string_view text) {
        put(static_cast<std::uint32_t>(units_));
        auto units = utf16_of(text).size();
        put(static_cast<std::uint32_t>(units));
        units_ += units;
        text_ += text;
    }
    void apply_to(fake_document& document) const { document.apply(words_, text_); }

    static std::uint32_t slot(slot_kind kind, std::uint32_t index) {
        return static_cast<std::uint32_t>(kind) << 24 | index;
    }

private:
    std::vector<std::uint32_t> words_;
    std::string text_;
    std::size_t units_ = 0;
};

}  // namespace solder::testing
#endif
