#include "matching_model.hpp"
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <set>

namespace matching_model {
namespace {

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

bool is_wildcard(const std::string& segment) { return segment.starts_with('*'); }
bool is_parameter(const std::string& segment) { return segment.starts_with(':'); }
bool is_optional(const std::string& segment) { return is_parameter(segment) && segment.ends_with('?'); }

// M1
std::string normalize(std::string path) {
    while (path.starts_with('/')) path.erase(0, 1);
    while (path.ends_with("//")) path.pop_back();
    return path.empty() ? "" : "/" + path;
}

// M2
std::string join(const std::string& from, const std::string& to) {
    std::string out = normalize(from);
    out = out.substr(0, out.find('*'));
    while (out.ends_with('/')) out.pop_back();
    return out + normalize(to);
}

std::string joined(const texts& segments) {
    std::string out;
    for (std::size_t i = 0; i < segments.size(); ++i) out += (i == 0 ? "" : "/") + segments[i];
    return out;
}

/// M5: of each run of optional parameters the first none, one, two and so on stay; the first run changes fastest.
texts expand(const std::string& path) {
    const texts segments = split(path);
    std::vector<std::size_t> runs;  // their lengths
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!is_optional(segments[i])) continue;
        if (i == 0 || !is_optional(segments[i - 1])) runs.push_back(0);
        ++runs.back();
    }
    texts out;
    for (std::vector<std::size_t> stay(runs.size(), 0);;) {
        texts kept;
        std::size_t run = 0, place = 0;  // of the optional parameter that is next
        for (const auto& segment : segments) {
            if (!is_optional(segment)) {
                kept.push_back(segment);
                continue;
            }
            if (place < stay[run]) kept.push_back(segment.substr(0, segment.size() - 1));
            if (++place == runs[run]) {
                place = 0;
                ++run;
            }
        }
        out.push_back(joined(kept));
        std::size_t next = 0;
        while (next < runs.size() && stay[next] == runs[next]) stay[next++] = 0;
        if (next == runs.size()) return out;
        ++stay[next];
    }
}

// M19, M20
std::string encoded(const std::string& segment) {
    std::string out;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const auto byte = static_cast<unsigned char>(segment[i]);
        if (byte == '%' && i + 2 < segment.size() && std::isxdigit(static_cast<unsigned char>(segment[i + 1])) &&
            std::isxdigit(static_cast<unsigned char>(segment[i + 2]))) {
            out += '%';
            out += static_cast<char>(std::toupper(segment[++i]));
            out += static_cast<char>(std::toupper(segment[++i]));
        } else if (byte < 0x80 && (std::isalnum(byte) || std::string_view("-_.!~*'()+@:$&,;=").contains(segment[i]))) {
            out += segment[i];
        } else {
            char escape[4];
            std::snprintf(escape, sizeof escape, "%%%02X", byte);
            out += escape;
        }
    }
    return out;
}

std::string encoded_pattern(const std::string& pattern) {
    texts segments = split(pattern);
    for (auto& segment : segments)
        if (!is_parameter(segment) && !is_wildcard(segment)) segment = encoded(segment);
    return joined(segments);
}

/// M6: a pattern, cut at its wildcard.
struct cut_pattern {
    texts segments;
    bool has_wildcard;
    std::string wildcard_name;
};
cut_pattern cut(const std::string& pattern) {
    const auto at = pattern.find("/*");
    cut_pattern out{{}, at != pattern.npos, at == pattern.npos ? "" : pattern.substr(at + 2)};
    while (out.wildcard_name.ends_with('/')) out.wildcard_name.pop_back();
    for (auto& segment : split(pattern.substr(0, at)))
        if (!segment.empty()) out.segments.push_back(segment);
    return out;
}

/// M15
bool has_a_name_twice(const std::string& pattern) {
    const auto [segments, has_wildcard, wildcard_name] = cut(pattern);
    std::set<std::string> seen;
    if (!wildcard_name.empty()) seen.insert(wildcard_name);
    return !std::ranges::all_of(
        segments, [&](const auto& each) { return !is_parameter(each) || seen.insert(each.substr(1)).second; });
}

bool passes(const level& of, const std::string& name, const std::string& value) {
    return std::ranges::all_of(of.from->filters,
                               [&](const filter& each) { return each.name != name || each.accepts(value); });
}

/// M7 to M13: the description of the match.
std::optional<std::string> match(const level& of, std::string location) {
    const bool is_partial = !of.from->children.empty();
    const auto [expected, has_wildcard, wildcard_name] = cut(of.pattern);
    if (location.starts_with('/')) location.erase(0, 1);
    texts actual;
    if (!location.empty()) actual = split(location.ends_with('/') ? location.substr(0, location.size() - 1) : location);
    if (std::ranges::find(actual, "") != actual.end()) return std::nullopt;
    if (actual.size() < expected.size()) return std::nullopt;
    if (actual.size() > expected.size() && !is_partial && !has_wildcard) return std::nullopt;
    std::string path, params;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!is_parameter(expected[i]) && lower(expected[i]) != lower(actual[i])) return std::nullopt;
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        path += "/" + (is_parameter(expected[i]) ? actual[i] : lower(actual[i]));
        if (!is_parameter(expected[i])) continue;
        if (!passes(of, expected[i].substr(1), actual[i])) return std::nullopt;
        params += " " + expected[i].substr(1) + "=" + actual[i];
    }
    if (!wildcard_name.empty()) {
        const std::string rest = joined({actual.begin() + static_cast<std::ptrdiff_t>(expected.size()), actual.end()});
        if (!passes(of, wildcard_name, rest)) return std::nullopt;
        params += " " + wildcard_name + "=" + rest;
    }
    return of.original_path + " | " + of.pattern + " -> " + (path.empty() ? "/" : path) + params;
}

/// M23
int score(const std::string& pattern) {
    const auto [segments, has_wildcard, name] = cut(pattern);
    int out = has_wildcard ? -1 : 0;
    for (const auto& segment : segments) out += is_parameter(segment) ? 3 : 4;
    return out;
}

/// M17, M18, M21; false when a pattern cannot be.
bool add_all(const std::vector<node>& nodes, const std::string& base, std::vector<level>& above,
             std::vector<branch>& out) {
    for (const node& each : nodes) {
        for (const auto& path : each.paths.empty() ? texts{""} : each.paths) {
            // As it is written, too: a wildcard counts although a parent's is dropped.
            if (has_a_name_twice("/" + expand(path).back())) return false;
            for (const auto& expansion : expand(path)) {
                std::string pattern = join(base, expansion);
                if (!each.children.empty()) pattern = pattern.substr(0, pattern.find("/*"));
                pattern = encoded_pattern(pattern);
                if (has_a_name_twice(pattern)) return false;
                above.push_back({&each, path, pattern});
                if (each.children.empty()) out.push_back({above, score(pattern)});
                if (!add_all(each.children, pattern, above, out)) return false;
                above.pop_back();
            }
        }
    }
    return true;
}

}  // namespace

texts split(std::string_view path) {
    texts out(1);
    for (const char c : path) {
        if (c == '/')
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

std::optional<std::vector<branch>> branches_of(const std::vector<node>& nodes, const std::string& base) {
    std::vector<branch> out;
    std::vector<level> above;
    if (!add_all(nodes, base, above, out)) return std::nullopt;
    std::vector<branch> sorted;  // M23
    for (auto& each : out) {
        auto at = sorted.begin();
        while (at != sorted.end() && at->score >= each.score) ++at;
        sorted.insert(at, std::move(each));
    }
    return sorted;
}

// M25, M30
texts matches_at(const std::vector<branch>& branches, const std::string& location) {
    for (const branch& each : branches) {
        texts out;
        for (auto level = each.levels.rbegin(); level != each.levels.rend(); ++level) {
            const auto matched = match(*level, location);
            if (!matched) break;
            out.insert(out.begin(), *matched);
        }
        if (out.size() == each.levels.size()) return out;
    }
    return {};
}

}  // namespace matching_model
