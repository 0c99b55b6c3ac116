#ifndef SOLDER_TESTS_HTML_GENERATED_READINGS_HPP
#define SOLDER_TESTS_HTML_GENERATED_READINGS_HPP
#include <array>
#include <cstdint>
#include <solder/html/view.hpp>
#include <solder/query/query.hpp>
#include <string>
#include <vector>

// Pages that read one kind of fetched value at one kind of place.

namespace solder::testing {

enum class reading_place : std::uint8_t {
    text,
    attribute,
    show,
    list,
    choice,  // Switch
    memo,
    nested,    // a Suspense in a Suspense, both of values
    boundary,  // an ErrorBoundary in the Suspense
    forwards,  // three Suspense in a SuspenseList, the second of them for the value
    backwards,
    together,
    initial,   // with an initial value
    previous,  // made from the previous value
};
enum class readiness : std::uint8_t { at_once, after_a_turn, never, fails, fails_late };

struct reading {
    reading_place place;
    readiness when;
    bool in_suspense = true;
    [[nodiscard]] std::string name() const;
    [[nodiscard]] bool is_list() const;
};
std::vector<reading> all_readings();

/// Lives as long as the page.
class reading_page {
public:
    explicit reading_page(const reading& of);
    reading_page(const reading_page&) = delete;
    view root() const;

    int fetched = 0;

private:
    view inside() const;
    view content() const;
    view one_of_a_list(int number) const;
    view in_list() const;
    task<std::string> answer(int number);

    reading of_;
    query_handle<std::string(int)> value_;
};

}  // namespace solder::testing
#endif
