#ifndef SOLDER_TESTS_HTML_GENERATED_GENERATED_TREE_HPP
#define SOLDER_TESTS_HTML_GENERATED_GENERATED_TREE_HPP
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

// Random descriptions of pages. A seed gives the same one in every program.

namespace solder::testing {

using random_source = std::mt19937;
inline int below(random_source& r, int n) { return static_cast<int>(r() % static_cast<unsigned>(n)); }

enum class shape : std::uint8_t {
    text,            // static
    holes,           // texts and attributes that follow a source
    element,         // around one other
    several,         // side by side
    listed,          // a vector of views
    callable,        // a hole that gives one of two views
    component,       // with a memo of its own
    value,           // fetched, and read here and maybe further in
    items,           // a fetched list, for lists further in
    show,            // one or the other
    show_memo,       // with what is behind the condition, followed
    show_value,      // made anew for each value
    choice,          // Switch
    keyed,           // For with row<T>
    keyed_anew,      // For with const T&
    by_place,        // Index
    dynamic,         // one of two components
    suspense,        // content, fallback
    suspense_list,   // of several suspense
    error_boundary,  // may have values inside that fail
    never,           // a suspense whose content reads what never comes
    markup,          // raw
    styled,          // classes and styles that come and go
    graphic,         // SVG, with a list in it
    table,           // one row for each item
    untouched,       // NoHydration
    client_only,     // content, fallback
    portal,          // shown in the body
};
inline constexpr int shape_count = 28;

/// A part of a page. What the numbers stand for is each shape's own.
struct tree {
    shape is = shape::text;
    int number = 0;
    int other = 0;
    std::vector<tree> inside;
    int place = 0;  ///< among all parts of the page, from the outside in
};

/// @param without  places whose parts are left away, for a smaller page that fails alike
tree grow_tree(std::uint32_t seed, const std::set<int>& without = {});
bool has_part(const tree& in, shape is);
int count_parts(const tree& t);
/// One line for each part.
std::string describe(const tree& t, int depth = 0);

}  // namespace solder::testing
#endif
