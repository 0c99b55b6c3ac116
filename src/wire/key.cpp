#include <solder/wire/key.hpp>

namespace solder {
namespace {

// The segments of a text that is one JSON array, to its end.
std::optional<std::vector<key_segment>> read_array(std::string_view text) {
    json_reader reader(text);
    std::vector<key_segment> segments;
    if (!detail::read_segments(reader, segments) || !reader.finish()) return std::nullopt;
    return segments;
}

bool has_one_string(std::span<const key_segment> segments) {
    return segments.size() == 1 && segments.front().as_string() != nullptr;
}

}  // namespace

exact_key::exact_key(std::string_view name, std::vector<key_segment> arguments) {
    segments_.reserve(arguments.size() + 1);
    segments_.push_back(name);
    for (auto& argument : arguments) segments_.push_back(std::move(argument));
}

std::string exact_key::text() const {
    std::string out(name());
    detail::append_segments(out, segments().subspan(1));
    return out;
}

bool key_pattern::matches(std::span<const key_segment> key) const {
    if (segments_.size() > key.size() || (segments_.empty() && !key.empty())) return false;
    for (std::size_t i = 0; i < segments_.size(); ++i)
        if (!key[i].partially_equals(segments_[i])) return false;
    return true;
}

std::string_view query_key::name() const {
    const auto* first = segments_.empty() ? nullptr : segments_.front().as_string();
    return first ? std::string_view(*first) : std::string_view();
}

bool query_key::matches(const exact_key& key) const {
    if (!is_exact_) return key_pattern(segments_).matches(key);
    const auto other = key.segments();
    if (segments_.size() != other.size()) return false;
    for (std::size_t i = 0; i < other.size(); ++i)
        if (segments_[i] != other[i]) return false;
    return true;
}

std::optional<exact_key> query_key::single_entry() const {
    if (!is_exact_ && !has_one_string(segments_)) return std::nullopt;
    return exact_key(name(), {segments_.begin() + 1, segments_.end()});
}

std::string query_key::text() const {
    if (is_exact_) return single_entry()->text();
    if (has_one_string(segments_)) return std::string(name());
    std::string out;
    detail::append_segments(out, segments_);
    return out;
}

// At most one suffix of a text is a complete array: one that starts inside another would end inside it too, and one
// that starts inside a string would see every quote the wrong way round. So the first found is the one.
query_key query_key::parse(std::string_view text) {
    if (text.empty()) return key_pattern();
    if (text.ends_with(']'))
        for (auto at = text.find('['); at != text.npos; at = text.find('[', at + 1))
            if (auto arguments = read_array(text.substr(at)))
                return exact_key(text.substr(0, at), *std::move(arguments));
    return key_pattern(text);
}

}  // namespace solder
