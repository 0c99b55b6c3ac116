#ifndef SOLDER_WIRE_KEY_HPP
#define SOLDER_WIRE_KEY_HPP
#include <initializer_list>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/wire/key_text.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// The key of one entry: the name of a query and the arguments of one call. `make_exact_key` makes it.
class exact_key {
public:
    explicit exact_key(std::string_view name, std::vector<key_segment> arguments = {});

    /// The name, then the arguments.
    [[nodiscard]] std::span<const key_segment> segments() const { return segments_; }
    [[nodiscard]] std::string_view name() const { return *segments_.front().as_string(); }
    /// Canonical text: `cars[7]`.
    [[nodiscard]] std::string text() const;
    friend bool operator==(const exact_key&, const exact_key&) = default;

private:
    std::vector<key_segment> segments_;
};

/// The key of the call `name(args...)`.
template <class... Args>
[[nodiscard]] exact_key make_exact_key(std::string_view name, const Args&... args) {
    std::vector<key_segment> arguments;
    arguments.reserve(sizeof...(args));
    (arguments.push_back(to_segment(args)), ...);
    return exact_key(name, std::move(arguments));
}

/// The beginning of keys: `{"students", {{"house", "gryffindor"}}}` matches all keys whose first segment is that string
/// and whose second is an object with at least that member.
class key_pattern {
public:
    key_pattern() = default;
    key_pattern(std::initializer_list<key_segment> segments) : segments_(segments) {}
    explicit key_pattern(std::vector<key_segment> segments) : segments_(std::move(segments)) {}
    /// One segment, the text as it is.
    template <class Text>
        requires detail::text_type<Text>
    key_pattern(const Text& text) : segments_{key_segment(text)} {}

    [[nodiscard]] std::span<const key_segment> segments() const { return segments_; }
    [[nodiscard]] bool empty() const { return segments_.empty(); }
    /// An empty pattern matches only a key without segments.
    [[nodiscard]] bool matches(std::span<const key_segment> key) const;
    [[nodiscard]] bool matches(const key_pattern& key) const { return matches(key.segments()); }
    [[nodiscard]] bool matches(const exact_key& key) const { return matches(key.segments()); }
    friend bool operator==(const key_pattern&, const key_pattern&) = default;

private:
    std::vector<key_segment> segments_;
};

/// What `revalidate` and the like address: one entry, or all that a pattern matches.
///
/// Braces do not make one, so that a braced list is always a list of keys: `{"a", "b"}` is two names.
class query_key {
public:
    // Templates take no braces: `{{"make", "audi"}}` does not turn into a key by way of a pattern.
    template <std::same_as<key_pattern> Pattern>
    query_key(Pattern pattern) : segments_(pattern.segments().begin(), pattern.segments().end()) {}
    template <std::same_as<exact_key> Exact>
    query_key(const Exact& key) : segments_(key.segments().begin(), key.segments().end()), is_exact_(true) {}
    /// As `parse_key_text`.
    template <class Text>
        requires detail::text_type<Text>
    query_key(const Text& text) : query_key(parse(text)) {}

    [[nodiscard]] bool is_exact() const { return is_exact_; }
    [[nodiscard]] std::span<const key_segment> segments() const { return segments_; }
    /// The first segment when that is a string, as it is in the key of every query; else empty.
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] bool matches(const exact_key& key) const;
    /// The one entry that operations on single entries mean: an exact key, or for a pattern of just a name the call
    /// without arguments. Nothing for other patterns.
    [[nodiscard]] std::optional<exact_key> single_entry() const;
    /// Canonical text: `cars[7]` for an exact key, `cars` for a name, else the JSON of the segments.
    [[nodiscard]] std::string text() const;
    friend bool operator==(const query_key&, const query_key&) = default;

private:
    static query_key parse(std::string_view text);
    std::vector<key_segment> segments_;
    bool is_exact_ = false;
};

/// A key from text: exact when the text ends in a complete JSON array (`cars[7]`, `cars[]`), else the pattern of that
/// one string; the empty text is the empty pattern, which matches nothing.
[[nodiscard]] inline query_key parse_key_text(std::string_view text) { return query_key(text); }

/// Keys in the form of the header `X-Revalidate`: `fleet,cars` for plain names, else JSON in ASCII.
[[nodiscard]] std::string encode_key_list(std::span<const query_key> keys);
/// The inverse.
/// Errors: `bad_reply` when the text is JSON but no list of keys.
[[nodiscard]] result<std::vector<query_key>> read_key_list(std::string_view text);
/// As `read_key_list`; a text that is no list of keys is the empty list.
[[nodiscard]] std::vector<query_key> decode_key_list(std::string_view text);

}  // namespace solder
#endif
