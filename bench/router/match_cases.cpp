#include "../reactive/workload.hpp"
#include "tables.hpp"

namespace bench {
namespace {

/// An operation asks for the levels of a path.
class matching : public workload {
public:
    matching(unsigned routes, std::vector<std::string> paths, unsigned levels)
        : branches_(*solder::create_branches(make_routes(routes))), paths_(std::move(paths)), levels_(levels) {}
    void run(unsigned count) final {
        found_ = 0;
        asked_ = count;
        for (unsigned i = 0; i < count; ++i) {
            found_ += solder::get_route_matches(branches_, paths_[next_]).size();
            if (++next_ == paths_.size()) next_ = 0;
        }
    }
    bool is_right() final { return found_ == std::uint64_t{asked_} * levels_; }

private:
    solder::route_branches branches_;
    std::vector<std::string> paths_;
    unsigned levels_;  // of each path
    std::uint64_t found_ = 0;
    unsigned asked_ = 0;
    std::size_t next_ = 0;
};

template <unsigned Routes>
class match final : public matching {
public:
    match()
        : matching(Routes,
                   make_paths(Routes, {"", "/new", "/settings", "/settings/mail/daily", "/4711", "/4711/edit",
                                       "/4711/notes", "/4711/notes/12", "/4711/files/a/b.txt", "/archive/2026/11"}),
                   2) {}
};

template <unsigned Routes>
class miss final : public matching {
public:
    miss() : matching(Routes, make_paths(Routes, {"/4711/nothing"}), 0) {}
};

/// An operation makes a table.
template <unsigned Routes>
class build final : public workload {
public:
    void run(unsigned count) override {
        made_ = 0;
        made_times_ = count;
        for (unsigned i = 0; i < count; ++i) made_ += solder::create_branches(routes_)->all().size();
    }
    bool is_right() override { return made_ == std::uint64_t{made_times_} * Routes; }

private:
    std::vector<solder::route_pattern_node> routes_ = make_routes(Routes);
    std::uint64_t made_ = 0;
    unsigned made_times_ = 0;
};

}  // namespace

const std::vector<benchmark_case>& all_cases() {
    static const std::vector<benchmark_case> all{
        {"match/10", 0, make_workload<match<10>>},     {"match/100", 0, make_workload<match<100>>},
        {"match/1000", 0, make_workload<match<1000>>}, {"miss/10", 0, make_workload<miss<10>>},
        {"miss/100", 0, make_workload<miss<100>>},     {"miss/1000", 0, make_workload<miss<1000>>},
        {"build/10", 0, make_workload<build<10>>},     {"build/100", 0, make_workload<build<100>>},
        {"build/1000", 0, make_workload<build<1000>>},
    };
    return all;
}

}  // namespace bench
