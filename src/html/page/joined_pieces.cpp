#include "../piece_text.hpp"
#include "bound_control.hpp"
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
            if (auto* computed = piece.as<hole_computation>())
                append_piece_text(out, (*computed)());
            else
                append_piece_text(out, piece);
            from = hole++->next;
        }
        info.append_static(out, from, info.value_end(hole[-1]));
        return {std::move(out)};
    }
};

void join_pieces(const filled_hole& first, const template_info& info, std::size_t number) {
    joined_pieces joined{info, number, {}};
    bool is_computed = false;
    for (auto i = number; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        if (i > number && (!is_piece(hole.kind) || hole.name_length > 0)) break;
        auto& piece = first.value[i - number];
        is_computed |= piece.as<hole_computation>() != nullptr;
        joined.pieces.push_back(std::move(piece));
    }
    hole_value whole = is_computed ? hole_value{hole_computation{std::move(joined)}} : joined();
    info.fill({first.id, hole_kind::attribute, first.name, first.is_state, &whole});
}

std::string markup_without_pieces(const template_info& info) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        if (is_piece(hole.kind)) {
            const auto name = info.name(hole);
            if (!name.empty()) info.append_static(out, at, static_cast<std::size_t>(name.data() - info.source));
            at = info.value_end(hole) + 1;
            continue;
        }
        info.append_static(out, at, hole.end);
        if (is_content(hole.kind) && !hole.sole) out += empty_marked_hole;
        at = hole.next;
    }
    info.append_static(out, at, info.size);
    return out;
}

std::string_view name_of(const template_info& info, const template_hole& first) { return info.name(first); }

}  // namespace

const special_parts special_parts_of_templates{join_pieces, markup_without_pieces, name_of};

}  // namespace solder::detail
