#include "../piece_text.hpp"
#include "../value_now.hpp"
#include <solder/html/template_info.hpp>
#include <vector>

namespace solder::detail {
namespace {

/// Gives the value of an attribute: what its pieces show now, and the text around them.
struct joined_pieces {
    const template_info& info;  // of a known template, which stays
    std::size_t first;
    std::vector<hole_value> pieces;

    hole_value operator()() {
        std::string out;
        const auto* hole = info.holes + first;
        auto from = info.value_begin(*hole);
        for (auto& piece : pieces) {
            info.append_static(out, from, hole->end);
            hole_value computed;
            append_piece_text(out, value_now(piece, computed));
            from = hole++->next;
        }
        info.append_static(out, from, info.value_end(hole[-1]));
        return {std::move(out)};
    }
};

}  // namespace

hole_value join_pieces(const template_info& info, std::size_t first, hole_value* values) {
    joined_pieces joined{info, first, {}};
    bool is_computed = false;
    for (auto i = first; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        if (i > first && (!is_piece(hole.kind) || hole.name_length > 0)) break;
        is_computed |= values[i].as<hole_computation>() != nullptr;
        joined.pieces.push_back(std::move(values[i]));
    }
    if (!is_computed) return joined();
    return {hole_computation{std::move(joined)}};
}

}  // namespace solder::detail
