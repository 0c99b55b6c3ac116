#include "cases.hpp"
#include "page.hpp"
#include <algorithm>

namespace bench {
namespace {

enum class reach : std::uint8_t { exact, pattern, everything };

/// An operation is one call of `revalidate`; when it ends the computations have run again and have their values.
class revalidation final : public workload {
public:
    revalidation(reach what, unsigned entries, unsigned subscribers, unsigned matches)
        : page_(entries, matches), what_(what) {
        page_.fill();
        page_.subscribe(subscribers);
        auto live = std::min(what == reach::everything ? entries : matches, subscribers);
        auto runs = what == reach::everything || entries == matches ? subscribers : live;
        each_ = {live, runs, runs};
    }
    void run(unsigned count) override {
        page_.seen = {};
        calls_ = count;
        for (unsigned i = 0; i < count; ++i) {
            page_.change();
            revalidate();
        }
    }
    bool is_right() override {
        return page_.seen == page::counts{calls_ * each_.fetches, calls_ * each_.runs, calls_ * each_.newest};
    }

private:
    void revalidate() {
        switch (what_) {
            case reach::exact:
                (void)solder::revalidate(page_.few().key_for(0));
                break;
            case reach::pattern:
                (void)solder::revalidate(page_.few().key());
                break;
            case reach::everything:
                (void)solder::revalidate();
        }
    }

    page page_;
    reach what_;
    page::counts each_;  // what one operation is to do
    unsigned calls_ = 0;
};

template <reach What, unsigned Entries, unsigned Subscribers, unsigned Matches>
benchmark_case revalidation_case(std::string_view name) {
    auto make = []() -> std::unique_ptr<workload> {
        return std::make_unique<revalidation>(What, Entries, Subscribers, Matches);
    };
    return {kept_name(name, Entries, Subscribers), 0, make};
}

template <unsigned Entries, unsigned Subscribers>
void add(std::vector<benchmark_case>& to) {
    to.push_back(revalidation_case<reach::exact, Entries, Subscribers, 1>("exact"));
    to.push_back(revalidation_case<reach::pattern, Entries, Subscribers, 1>("pattern_1"));
    to.push_back(revalidation_case<reach::pattern, Entries, Subscribers, 100>("pattern_100"));
    to.push_back(revalidation_case<reach::everything, Entries, Subscribers, 1>("everything"));
}

}  // namespace

void add_revalidate_cases(std::vector<benchmark_case>& to) {
    auto add_sizes = [&]<unsigned... Entries>(std::integer_sequence<unsigned, Entries...>) {
        ((add<Entries, 1>(to), add<Entries, 10>(to), add<Entries, 1000>(to)), ...);
    };
    add_sizes(std::integer_sequence<unsigned, 100, 1000, 10'000, 100'000>());
}

}  // namespace bench
