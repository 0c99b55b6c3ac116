#include "workload.hpp"

namespace bench {
namespace {

using solder::create_memo;
using solder::create_signal;
using solder::memo;
using solder::signal;

class diamond final : public headed_workload {
public:
    diamond() {
        root_.run([&] {
            std::vector<memo<int>> sides;
            for (int i = 0; i < 5; ++i) sides.push_back(create_memo([head = head_] { return head() + 1; }));
            watch(create_memo([sides] {
                int sum = 0;
                for (const auto& each : sides) sum += each();
                return sum;
            }));
        });
    }
    bool is_right() override { return seen_ == 5 * (value_ + 1) && runs_ == writes_; }
};

class triangle final : public headed_workload {
public:
    triangle() {
        root_.run([&] {
            std::vector<memo<int>> chain{create_memo([head = head_] { return head() + 1; })};
            while (chain.size() < 9) chain.push_back(create_memo([below = chain.back()] { return below() + 1; }));
            watch(create_memo([head = head_, chain] {
                int sum = head();
                for (const auto& each : chain) sum += each();
                return sum;
            }));
        });
    }
    bool is_right() override { return seen_ == 10 * value_ + 45 && runs_ == writes_; }
};

class mux final : public watched_workload {
public:
    mux() {
        for (int i = 0; i < 100; ++i) heads_.push_back(create_signal(0));
        root_.run([&] {
            auto all = create_memo([this] {
                std::vector<int> values;
                values.reserve(heads_.size());
                for (const auto& each : heads_) values.push_back(each());
                return values;
            });
            for (std::size_t i = 0; i < heads_.size(); ++i) {
                auto one = create_memo([all, i] { return all()[i]; });
                watch(create_memo([one] { return one() + 1; }));
            }
        });
    }
    void run(unsigned count) override {
        runs_ = 0;
        writes_ = count;
        for (unsigned i = 0; i < count; ++i) {
            value_ = (value_ + 1) & 0xfffff;
            heads_[i % 10].set(value_);
        }
    }
    bool is_right() override { return seen_ == value_ + 1 && runs_ == writes_; }

private:
    std::vector<signal<int>> heads_;
    int value_ = 0;
    unsigned writes_ = 0;
};

class unstable final : public headed_workload {
public:
    unstable() {
        root_.run([&] {
            auto twice = create_memo([head = head_] { return head() * 2; });
            auto negative = create_memo([head = head_] { return -head(); });
            watch(create_memo([head = head_, twice, negative] {
                int sum = 0;
                for (int i = 0; i < 20; ++i) sum += head() % 2 != 0 ? twice() : negative();
                return sum;
            }));
        });
    }
    bool is_right() override { return seen_ == 20 * (value_ % 2 != 0 ? 2 * value_ : -value_) && runs_ == writes_; }
};

class repeated_observers final : public headed_workload {
public:
    repeated_observers() {
        root_.run([&] {
            watch(create_memo([head = head_] {
                int sum = 0;
                for (int i = 0; i < 30; ++i) sum += head();
                return sum;
            }));
        });
    }
    bool is_right() override { return seen_ == 30 * value_ && runs_ == writes_; }
};

class avoidable_propagation final : public headed_workload {
public:
    avoidable_propagation() {
        root_.run([&] {
            auto first = create_memo([head = head_] { return head(); });
            auto always_same = create_memo([first] {
                first();
                return 0;
            });
            auto third = create_memo([this, always_same] {
                ++runs_;
                return always_same() + 1;
            });
            auto fourth = create_memo([third] { return third() + 2; });
            watch(create_memo([fourth] { return fourth() + 3; }));
        });
    }
    bool is_right() override { return seen_ == 6 && runs_ == 0; }
};

}  // namespace

void add_shape_cases(std::vector<benchmark_case>& to) {
    to.insert(to.end(), {{"diamond", 0, make_workload<diamond>},
                         {"triangle", 0, make_workload<triangle>},
                         {"mux", 0, make_workload<mux>},
                         {"unstable", 0, make_workload<unstable>},
                         {"repeated_observers", 0, make_workload<repeated_observers>},
                         {"avoidable_propagation", 0, make_workload<avoidable_propagation>}});
}

}  // namespace bench
