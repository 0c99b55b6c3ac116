#ifndef SOLDER_TESTS_HTML_GENERATED_GENERATED_VIEW_HPP
#define SOLDER_TESTS_HTML_GENERATED_GENERATED_VIEW_HPP
#include "generated_tree.hpp"
#include <functional>
#include <map>
#include <memory>
#include <solder/html/boundaries.hpp>
#include <solder/query/query.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <tuple>
#include <vector>

namespace solder::testing {

struct item {
    int id;
    std::string text;
    bool flag;
    friend bool operator==(const item&, const item&) = default;
};

std::string random_text(random_source& r);
/// Ids are different ones from 0 to 8.
std::vector<item> random_items(random_source& r);

/// What a page shows besides its description: what its signals hold, and which answers its queries give.
struct page_state {
    std::vector<bool> flags;
    std::vector<std::string> texts;
    std::vector<int> numbers;
    std::vector<std::vector<item>> lists;
    std::map<std::tuple<int, int>, int> versions;  ///< of an answer, by its arguments; 0 when not there

    static page_state at_first(std::uint32_t seed);
};

/// When answers come where a server renders: a parameter of `generated_page`.
inline int delays_on_server(std::uint32_t seed) { return static_cast<int>(seed % 4); }

/// Lives as long as a page: its signals, its queries, and what it is a page of.
class generated_page {
public:
    /// @param delays  gives another set of delays of the queries
    generated_page(const tree& described, std::uint32_t seed, int delays, const page_state& state);
    generated_page(const generated_page&) = delete;

    view root() const;
    /// As it is now.
    page_state state() const;

    std::vector<signal<bool>> flags;
    std::vector<signal<std::string>> texts;
    std::vector<signal<int>> numbers;
    std::vector<signal<std::vector<item>>> lists;
    std::map<std::tuple<int, int>, int> versions;
    query_handle<std::string(int, int)> text_query;
    query_handle<std::vector<item>(int, int)> items_query;
    /// Of the boundaries that show a failure.
    mutable std::map<int, reset_function> resets;
    mutable int last_reset = 0;
    /// Answers that will come.
    std::shared_ptr<int> awaited = std::make_shared<int>(0);

private:
    task<void> answer_after_delay(int id, int argument) const;
    random_source source_of(int id, int argument) const;

    const tree& described_;
    std::uint32_t seed_;
    int delays_;
};

}  // namespace solder::testing
#endif
