#include <solder/core/url.hpp>
#include <solder/router/location_segments.hpp>

namespace solder::detail {

location_segments::location_segments(std::string_view location, std::size_t limit) {
    if (location.starts_with('/')) location.remove_prefix(1);
    end_ = location.data() + location.size();
    if (location.empty()) return;
    if (location.ends_with('/')) --end_;
    for (const char* at = location.data(); size() < limit; ++at) {
        const char* const begin = at;
        std::uint32_t hash = segment_hash_start;
        for (; at != end_ && *at != '/'; ++at) hash = next_segment_hash(hash, ascii_lower(*at));
        cuts_.push_back({begin, static_cast<std::uint32_t>(at - begin), hash});
        is_path_ = is_path_ && at != begin;
        if (at == end_ || !is_path_) return;
    }
    // The first slash of what is left belongs to the last segment that was cut.
    const auto rest = from(size() - 1);
    is_path_ = !rest.ends_with('/') && rest.find("//") == rest.npos;
}

std::string_view location_segments::from(std::size_t first) const {
    if (first >= size()) return {};
    const char* const begin = (*this)[first].data();
    return {begin, static_cast<std::size_t>(end_ - begin)};
}

std::string_view location_segments::before(std::size_t last) const {
    if (last == 0) return {};
    const char* const begin = (*this)[0].data();
    return {begin, static_cast<std::size_t>((*this)[last - 1].data() + (*this)[last - 1].size() - begin)};
}

bool equals_lower_case(std::string_view text, std::string_view lower) {
    if (text == lower) return true;  // most are, and this looks at many characters at once
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (ascii_lower(text[i]) != lower[i]) return false;
    }
    return true;
}

}  // namespace solder::detail
