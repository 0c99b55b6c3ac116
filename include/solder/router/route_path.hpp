#ifndef SOLDER_ROUTER_ROUTE_PATH_HPP
#define SOLDER_ROUTER_ROUTE_PATH_HPP
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// What the compiler prints when the path of a route is wrong: reaching one of these stops the evaluation.
namespace route_path_error {
void a_wildcard_must_be_the_last_segment();
void a_question_mark_must_end_its_segment();
void a_parameter_name_stands_twice();
void a_path_has_too_many_optional_parameters();
}  // namespace route_path_error

namespace detail {

/// Cuts the first segment off `path`, with the slash behind it.
constexpr std::string_view take_segment(std::string_view& path) {
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size() < path.size() ? segment.size() + 1 : segment.size());
    return segment;
}

/// Patterns that the optional parameters of one path may make.
inline constexpr std::size_t most_expansions = 256;

enum class path_fault : std::uint8_t { none, wildcard_not_last, question_mark_inside, name_twice, too_many_optionals };

/// The name of the parameter or wildcard that `segment` is; empty when it is neither, or has none.
constexpr std::string_view name_in(std::string_view segment) {
    if (!segment.starts_with(':') && !segment.starts_with('*')) return {};
    const bool is_optional = segment.front() == ':' && segment.ends_with('?');
    return segment.substr(1, segment.size() - 1 - is_optional);
}

constexpr bool is_optional_parameter(std::string_view segment) {
    return segment.starts_with(':') && segment.ends_with('?') && segment.size() > 2;
}

constexpr bool has_parameter(std::string_view path, std::string_view name) {
    while (!path.empty()) {
        if (name_in(take_segment(path)) == name) return true;
    }
    return false;
}

constexpr path_fault find_path_fault(std::string_view path) {
    std::size_t expansions = 1, run = 0;
    while (!path.empty()) {
        const auto segment = take_segment(path);
        const auto mark = segment.find('?');
        if (mark != segment.npos && mark + 1 != segment.size()) return path_fault::question_mark_inside;
        if (segment.starts_with('*') && path.find_first_not_of('/') != path.npos) return path_fault::wildcard_not_last;
        const auto name = name_in(segment);
        if (!name.empty() && has_parameter(path, name)) return path_fault::name_twice;
        // n that follow each other make n + 1 patterns; those apart combine.
        if (is_optional_parameter(segment))
            expansions = expansions / (run + 1) * (run + 2), ++run;
        else
            run = 0;
        if (expansions > most_expansions) return path_fault::too_many_optionals;
    }
    return path_fault::none;
}

/// In a constant evaluation: stops the compiler when `path` cannot be.
consteval void check_path_literal(std::string_view path) {
    const auto fault = find_path_fault(path);
    if (fault == path_fault::wildcard_not_last) route_path_error::a_wildcard_must_be_the_last_segment();
    if (fault == path_fault::question_mark_inside) route_path_error::a_question_mark_must_end_its_segment();
    if (fault == path_fault::name_twice) route_path_error::a_parameter_name_stands_twice();
    if (fault == path_fault::too_many_optionals) route_path_error::a_path_has_too_many_optional_parameters();
}

}  // namespace detail

/// Which raw values a parameter of a typed route may have.
struct parameter_check {
    std::string_view name;
    bool (*accepts)(std::string_view raw);
};

/// Paths that are known only when the program runs. One that cannot be is told when the routes are made.
struct runtime_paths {
    std::vector<std::string> paths;
};

/// The path of a route as a literal, checked while compiling.
struct path_literal {
    template <std::size_t Length>
    consteval path_literal(const char (&literal)[Length]) : text(literal, Length - 1) {
        detail::check_path_literal(text);
    }
    std::string_view text;
};

/// The paths of a route: none, a literal, several in braces, those of a typed route, or `runtime_paths`. Literals are
/// checked while compiling: the compiler names a function of `route_path_error` that says what is wrong.
class route_paths {
public:
    /// The same as one empty path.
    constexpr route_paths() = default;
    template <std::size_t Length>
    consteval route_paths(const char (&literal)[Length]) : literal_(path_literal(literal).text), has_literal_(true) {}
    route_paths(std::initializer_list<path_literal> literals);
    route_paths(runtime_paths from) : others_(std::move(from.paths)) {}
    /// For typed routes, which have checked theirs.
    constexpr route_paths(std::string_view checked_path, std::span<const parameter_check> checks)
        : literal_(checked_path), has_literal_(true), checks_(checks) {}

    [[nodiscard]] std::vector<std::string> texts() const;
    [[nodiscard]] std::span<const parameter_check> checks() const { return checks_; }

private:
    std::string_view literal_;
    bool has_literal_ = false;
    std::vector<std::string> others_;
    std::span<const parameter_check> checks_;
};

}  // namespace solder
#endif
