#ifndef SOLDER_ROUTER_MATCHER_HPP
#define SOLDER_ROUTER_MATCHER_HPP
#include <concepts>
#include <initializer_list>
#include <memory>
#include <optional>
#include <solder/core/callback.hpp>
#include <solder/core/error.hpp>
#include <solder/core/make_value.hpp>
#include <solder/router/location_segments.hpp>
#include <solder/router/pattern.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

/// What a location has in place of the parameters of a pattern, in the order of the pattern. Values are raw: still
/// percent-encoded.
class route_params {
public:
    struct entry {
        std::string name;
        std::string value;

        friend bool operator==(const entry&, const entry&) = default;
    };

    using value_type = entry;

    route_params() = default;
    route_params(std::initializer_list<entry> entries) : entries_(entries) {}
    /// Of different names.
    explicit route_params(std::vector<entry> entries) : entries_(std::move(entries)) {}

    /// Null when there is no such parameter. Valid until the next change.
    [[nodiscard]] const std::string* find(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// The raw value, empty when there is no such parameter. Valid until the next change.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    /// The value percent-decoded; a malformed one unchanged.
    [[nodiscard]] std::string decoded(std::string_view name) const;

    void set(std::string_view name, std::string_view value);
    /// Takes the values of `deeper` over; they win against those of the same name.
    void merge(const route_params& deeper);

    [[nodiscard]] auto begin() const { return entries_.begin(); }
    [[nodiscard]] auto end() const { return entries_.end(); }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    friend bool operator==(const route_params&, const route_params&) = default;

private:
    std::vector<entry> entries_;
};

/// Which raw values a parameter may have: one text, one of several, or those a predicate accepts. No texts: none.
///
/// A predicate must answer alike for the same value, and be safe to call from several threads when the routes are
/// shared by them. For a regular expression, give a predicate that holds one.
class match_filter {
public:
    match_filter(std::string exact) { allowed_.push_back(std::move(exact)); }
    match_filter(const char* exact) : match_filter(std::string(exact)) {}
    match_filter(std::initializer_list<std::string> allowed) : allowed_(allowed) {}
    match_filter(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}
    template <class Predicate>
        requires(std::predicate<Predicate&, std::string_view> && !std::same_as<Predicate, match_filter>)
    match_filter(Predicate predicate)
        : predicate_(detail::make_value<const callback<bool(std::string_view)>>(std::move(predicate))) {}

    [[nodiscard]] bool accepts(std::string_view value) const;

private:
    std::vector<std::string> allowed_;
    std::shared_ptr<const callback<bool(std::string_view)>> predicate_;
};

/// A filter for the parameter or wildcard called `name`.
struct named_filter {
    std::string name;
    match_filter filter;
};
using match_filters = std::vector<named_filter>;

/// What a pattern found in a location.
struct path_match {
    std::string path;  ///< the matched segments, plain ones in lower case; `/` when there are none
    route_params params;

    friend bool operator==(const path_match&, const path_match&) = default;
};

/// A pattern ready to be tried on locations. Made by `create_matcher`; cheap to move, never changes.
class path_matcher {
public:
    path_matcher(route_pattern pattern, bool partial, match_filters filters, std::span<const parameter_check> checks);

    /// What the pattern finds in `location` (a pathname as in `url_parts`); empty when it does not match.
    [[nodiscard]] std::optional<path_match> operator()(std::string_view location) const;

    /// Whether the pattern and its filters accept the location, cut into more segments than the pattern has.
    [[nodiscard]] bool accepts(const detail::location_segments& location) const;
    /// What the pattern finds in a location that it accepts.
    void capture(const detail::location_segments& location, std::string& path, route_params& params) const;

    [[nodiscard]] const route_pattern& pattern() const { return pattern_; }
    [[nodiscard]] bool has_filters() const { return !filters_.empty() || !checks_.empty(); }

private:
    [[nodiscard]] bool passes_filter(std::string_view name, std::string_view value) const;
    [[nodiscard]] bool is_named_wildcard() const { return !pattern_.wildcard_name.empty(); }

    route_pattern pattern_;
    match_filters filters_;
    std::span<const parameter_check> checks_;
    std::size_t parameter_count_ = 0;
    bool partial_;
};

/// Reads `pattern` (optional parameters expanded, text encoded) for matching.
/// @param partial  whether the location may go on behind the pattern
/// @param filters  by name of parameter or wildcard; names that the pattern lacks are of no effect
/// @param checks   the same for the types of a typed route; not owned
/// Errors: see `parse_pattern`.
[[nodiscard]] result<path_matcher> create_matcher(std::string_view pattern, bool partial = false,
                                                  match_filters filters = {},
                                                  std::span<const parameter_check> checks = {});

/// One matcher for each expansion of `pattern`, to be tried in turn with `match_first`.
[[nodiscard]] result<std::vector<path_matcher>> create_matchers(std::string_view pattern,
                                                                const match_filters& filters = {},
                                                                std::span<const parameter_check> checks = {});
[[nodiscard]] std::optional<path_match> match_first(const std::vector<path_matcher>& matchers,
                                                    std::string_view location);

}  // namespace solder
#endif
