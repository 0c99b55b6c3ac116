#include <algorithm>
#include <array>
#include <solder/core/ascii.hpp>
#include <solder/server/static_files.hpp>

namespace solder {
namespace {

/// Cuts the next element off a list; `list` keeps the rest.
std::string_view next_part(std::string_view& list, char separator) {
    const auto end = list.find(separator);
    const std::string_view part = detail::trimmed(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    return part;
}

/// A weight such as `0.8`, in thousandths; what is no weight counts as 0 (refused).
int thousandths(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
    int value = text[0] == '1' ? 1000 : 0;
    if (text.size() > 1 && text[1] != '.') return 0;
    for (std::size_t i = 2, scale = 100; i < text.size(); ++i, scale /= 10) {
        if (text[i] < '0' || text[i] > '9') return 0;
        value += (text[i] - '0') * static_cast<int>(scale);
    }
    return std::min(value, 1000);
}

int weight_of(std::string_view parameters) {
    while (!parameters.empty()) {
        const std::string_view part = next_part(parameters, ';');
        if (part.starts_with("q=") || part.starts_with("Q=")) return thousandths(part.substr(2));
    }
    return 1000;
}

/// What a client says of each coding; -1: nothing.
struct weights {
    int br = -1, gzip = -1, identity = -1, any = -1;

    explicit weights(std::string_view list) {
        while (!list.empty()) {
            std::string_view part = next_part(list, ',');
            const std::string_view name = next_part(part, ';');
            const int weight = weight_of(part);
            if (detail::same_ignoring_case(name, "br")) br = weight;
            if (detail::same_ignoring_case(name, "gzip") || detail::same_ignoring_case(name, "x-gzip")) gzip = weight;
            if (detail::same_ignoring_case(name, "identity")) identity = weight;
            if (name == "*") any = weight;
        }
        if (br < 0) br = std::max(any, 0);
        if (gzip < 0) gzip = std::max(any, 0);
        // Always allowed unless refused by name or by "*;q=0", but the last choice.
        if (identity < 0) identity = any == 0 ? 0 : 1;
    }
};

}  // namespace

std::optional<content_coding> choose_coding(std::optional<std::string_view> accept_encoding, bool has_gzip,
                                            bool has_br) {
    if (!accept_encoding) return content_coding::identity;
    const weights w(*accept_encoding);
    const int br = has_br ? w.br : 0, gzip = has_gzip ? w.gzip : 0;
    if (br > 0 && br >= gzip && br >= w.identity) return content_coding::br;
    if (gzip > 0 && gzip >= w.identity) return content_coding::gzip;
    if (w.identity > 0) return content_coding::identity;
    return std::nullopt;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        std::string_view part = next_part(if_none_match, ',');
        if (part == "*") return true;
        if (part.starts_with("W/")) part.remove_prefix(2);
        if (part == etag) return true;
    }
    return false;
}

std::string_view content_type_of(std::string_view name) {
    struct entry {
        std::string_view ending, type;
    };
    static constexpr std::array<entry, 28> table{{
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".wasm", "application/wasm"},
        {".txt", "text/plain; charset=utf-8"},
        {".md", "text/plain; charset=utf-8"},
        {".xml", "application/xml"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".ico", "image/x-icon"},
        {".woff", "font/woff"},
        {".woff2", "font/woff2"},
        {".ttf", "font/ttf"},
        {".otf", "font/otf"},
        {".pdf", "application/pdf"},
        {".mp3", "audio/mpeg"},
        {".mp4", "video/mp4"},
        {".webm", "video/webm"},
        {".zip", "application/zip"},
    }};
    const auto dot = name.find_last_of("./");
    if (dot == std::string_view::npos) return "application/octet-stream";
    const auto at = std::ranges::find_if(
        table, [&](const entry& e) { return detail::same_ignoring_case(e.ending, name.substr(dot)); });
    return at == table.end() ? std::string_view("application/octet-stream") : at->type;
}

}  // namespace solder
