#ifndef SOLDER_TESTS_ROUTER_ROUTER_PAGE_HPP
#define SOLDER_TESTS_ROUTER_ROUTER_PAGE_HPP
#include "tests/reactive/held_page.hpp"
#include <solder/query/query_cache.hpp>
#include <solder/query/submission.hpp>
#include <solder/router/router.hpp>

namespace solder {

/// A page with a router and no views. Declare what effects of a test refer to before it.
struct router_page : held_page {
    explicit router_page(std::vector<route_pattern_node> routes, std::string at = "/", std::string_view base = {})
        : branches(*create_branches(routes, base)), places(history_entry{std::move(at)}) {
        set_page_query_cache(&cache);
        set_page_submissions(&submissions);
        root.run([&] {
            router = std::make_unique<router_state>(branches, places);
            provide_context(router_context(), router.get());
        });
    }
    ~router_page() {
        root.get()->dispose();
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
    }

    void go(std::string_view to) {
        router->navigate(to);
        time.run();
    }
    template <class Fn>
    decltype(auto) run(Fn&& fn) {
        return root.run(std::forward<Fn>(fn));
    }

    query_cache cache;
    submission_list submissions;
    route_branches branches;
    memory_history places;
    std::unique_ptr<router_state> router;
};

}  // namespace solder
#endif
