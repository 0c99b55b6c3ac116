#ifndef SOLDER_TESTS_HTML_GENERATED_PAGE_RUN_HPP
#define SOLDER_TESTS_HTML_GENERATED_PAGE_RUN_HPP
#include "../page/page_under_test.hpp"
#include <algorithm>
#include <solder/core/environment.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>

namespace solder::testing {

/// A page, and what surrounds it in its thread.
/// @tparam Page  has `root()`
template <class Page>
class page_run {
public:
    template <class... Args>
    explicit page_run(Args&&... args) : page(std::forward<Args>(args)...) {
        set_page_query_cache(&cache);
        set_page_shipped_data(&shipped);
        set_unhandled_error_hook([this](const error& e) { unhandled = e.message; });
    }
    ~page_run() {
        shown.reset();
        set_unhandled_error_hook({});
        set_page_shipped_data(nullptr);
        set_page_query_cache(nullptr);
    }

    /// As src/client/client.cpp enters the page.
    template <class Fn>
    void enter(Fn fn) {
        batch(fn);
        if (!shipped.empty() && !expects_late_content()) shipped.clear();
        flush_document();
    }
    void pass(std::chrono::milliseconds by) {
        time.advance(by);
        flush_document();
    }

    manual_environment time;
    query_cache cache;
    shipped_data shipped;
    Page page;
    std::optional<page_under_test> shown;
    std::string unhandled;  // what no boundary took
};

using node_list = std::vector<const fake_node*>;

inline void list_nodes(const fake_node& from, node_list& all) {
    for (auto* each = from.first_child; each; each = each->next) {
        all.push_back(each);
        list_nodes(*each, all);
    }
}
/// In document order.
inline node_list nodes_of(fake_document& document) {
    node_list all;
    list_nodes(document.mount(), all);
    return all;
}
/// The first of `before` that is not in `now`, in the same order; null when all are. Others may have come: empty texts
/// do.
inline const fake_node* first_gone(const node_list& before, const node_list& now) {
    auto at = now.begin();
    for (const auto* each : before) {
        at = std::find(at, now.end(), each);
        if (at == now.end()) return each;
    }
    return nullptr;
}

}  // namespace solder::testing
#endif
