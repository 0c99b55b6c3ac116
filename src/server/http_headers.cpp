#include <algorithm>
#include <solder/core/ascii.hpp>
#include <solder/server/http_headers.hpp>

namespace solder {
namespace {

constexpr std::string_view between = ": ", line_end = "\r\n";

}  // namespace

void http_headers::push(std::string_view name, std::string_view value) {
    if (slots_.empty()) slots_.reserve(16);
    const auto begin = text_.size();
    const auto end = begin + name.size() + between.size() + value.size() + line_end.size();
    const auto write = [&](char* to, std::size_t) {
        to += begin;
        for (const auto part : {name, between, value, line_end}) to += part.copy(to, part.size());
        return end;
    };
    if (text_.capacity() >= end) {
        text_.resize_and_overwrite(end, write);
    } else {  // `name` or `value` may be a view into `text_` itself
        std::string grown;
        grown.reserve(std::max<std::size_t>(512, 2 * end));
        grown.append(text_).resize_and_overwrite(end, write);
        text_ = std::move(grown);
    }
    slots_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
}

bool http_headers::append(std::string_view name, std::string_view value) {
    if (!detail::is_field(name, value)) return false;
    push(name, value);
    return true;
}

bool http_headers::set(std::string_view name, std::string_view value) {
    if (!append(name, value)) return false;
    if (slots_.size() == 1) return true;
    const slot last = slots_.back();
    const std::string_view kept = name_of(last);  // `name` may have been a view into what has grown
    std::erase_if(slots_, [&](const slot& s) { return s.begin != last.begin && is_named(s, kept); });
    return true;
}

bool reply_headers::set(std::string_view name, std::string_view value) {
    const bool loosens = detail::same_ignoring_case(name, "cache-control") && !detail::keeps_to_one_visitor(value) &&
                         detail::keeps_to_one_visitor(list(name).value_or(""));
    return !loosens && http_headers::set(name, value);
}

bool detail::keeps_to_one_visitor(std::string_view cache_control) {
    return has_directive(cache_control, "private") || has_directive(cache_control, "no-store");
}

bool detail::has_directive(std::string_view cache_control, std::string_view name) {
    while (!cache_control.empty()) {
        const auto end = std::min(cache_control.find(','), cache_control.size());
        if (same_ignoring_case(trimmed(cache_control.substr(0, end)), name)) return true;
        cache_control.remove_prefix(std::min(end + 1, cache_control.size()));
    }
    return false;
}

void http_headers::remove(std::string_view name) {
    std::erase_if(slots_, [&](const slot& s) { return is_named(s, name); });
}

std::string_view http_headers::name_of(const slot& s) const { return {text_.data() + s.begin, s.name_bytes}; }
std::string_view http_headers::value_of(const slot& s) const {
    return {text_.data() + s.begin + s.name_bytes + between.size(), s.value_bytes};
}
bool http_headers::is_named(const slot& s, std::string_view name) const {
    return s.name_bytes == name.size() && detail::same_ignoring_case(name_of(s), name);
}

http_headers::field http_headers::operator[](std::size_t index) const {
    return {name_of(slots_[index]), value_of(slots_[index])};
}

std::string_view http_headers::line(std::size_t index) const {
    const slot& s = slots_[index];
    return {text_.data() + s.begin, s.name_bytes + between.size() + s.value_bytes + line_end.size()};
}

std::optional<std::string_view> http_headers::find(std::string_view name) const {
    for (const slot& s : slots_) {
        if (is_named(s, name)) return value_of(s);
    }
    return std::nullopt;
}

std::vector<std::string_view> http_headers::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const slot& s : slots_) {
        if (is_named(s, name)) values.push_back(value_of(s));
    }
    return values;
}

std::optional<std::string> http_headers::list(std::string_view name) const {
    std::optional<std::string> joined;
    for (const slot& s : slots_) {
        if (!is_named(s, name)) continue;
        joined ? joined->append(", ").append(value_of(s)) : joined.emplace(value_of(s));
    }
    return joined;
}

}  // namespace solder
