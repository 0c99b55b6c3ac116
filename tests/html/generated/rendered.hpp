#ifndef SOLDER_TESTS_HTML_GENERATED_RENDERED_HPP
#define SOLDER_TESTS_HTML_GENERATED_RENDERED_HPP
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the server made of a page, and how the program of the server hands it to that of the page: each text after its
// length in bytes and a line end.

namespace solder::testing {

struct rendered_piece {
    std::uint32_t number = 0;
    std::optional<std::string> html;
    std::string data;
};

enum class way_of_rendering : std::uint8_t { whole, at_once, in_pieces };

struct rendered {
    std::string failed;                     ///< why it could not be rendered; empty when it could
    std::optional<rendered_piece> whole;    ///< none when what it shows never comes
    std::optional<rendered_piece> at_once;  ///< with what is there at once
    std::optional<rendered_piece> first;    ///< none when what stands outside of any Suspense never comes
    std::vector<rendered_piece> pieces;     ///< that followed
    bool has_ended = false;

    const std::optional<rendered_piece>& of(way_of_rendering way) const {
        return way == way_of_rendering::whole ? whole : way == way_of_rendering::at_once ? at_once : first;
    }
};

inline void append_text(std::string& out, std::string_view text) {
    out.append(std::to_string(text.size())).append("\n").append(text);
}
/// Takes the next text off `in`; empty at its end.
inline std::string take_text(std::string_view& in) {
    std::size_t bytes = 0;
    const auto* end = std::from_chars(in.data(), in.data() + in.size(), bytes).ptr;
    const auto start = static_cast<std::size_t>(end - in.data()) + 1;
    if (start > in.size() || bytes > in.size() - start) return in = {}, std::string();
    auto text = std::string(in.substr(start, bytes));
    in.remove_prefix(start + bytes);
    return text;
}

inline void append_piece(std::string& out, const std::optional<rendered_piece>& piece) {
    append_text(out, !piece ? "none" : piece->html ? "shown" : "failed");
    if (!piece) return;
    append_text(out, std::to_string(piece->number));
    append_text(out, piece->html.value_or(""));
    append_text(out, piece->data);
}
inline std::optional<rendered_piece> take_piece(std::string_view& in) {
    const auto kind = take_text(in);
    if (kind != "shown" && kind != "failed") return std::nullopt;
    rendered_piece piece;
    piece.number = static_cast<std::uint32_t>(std::stoul("0" + take_text(in)));
    piece.html = take_text(in);
    if (kind == "failed") piece.html.reset();
    piece.data = take_text(in);
    return piece;
}

inline std::string to_text(const rendered& page) {
    std::string out;
    append_text(out, page.failed);
    append_piece(out, page.whole);
    append_piece(out, page.at_once);
    append_piece(out, page.first);
    for (const auto& each : page.pieces) append_piece(out, each);
    append_piece(out, std::nullopt);
    append_text(out, page.has_ended ? "ended" : "open");
    return out;
}
inline rendered take_rendered(std::string_view& in) {
    rendered page;
    page.failed = take_text(in);
    page.whole = take_piece(in);
    page.at_once = take_piece(in);
    page.first = take_piece(in);
    while (auto piece = take_piece(in)) page.pieces.push_back(std::move(*piece));
    page.has_ended = take_text(in) == "ended";
    return page;
}

}  // namespace solder::testing
#endif
