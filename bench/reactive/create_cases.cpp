#include "workload.hpp"

namespace bench {
namespace {

using solder::create_memo;
using solder::create_render_effect;
using solder::create_signal;
using solder::signal;

class create_signals final : public workload {
public:
    void run(unsigned count) override {
        signals_.reserve(count);
        for (unsigned i = 0; i < count; ++i) signals_.push_back(create_signal(static_cast<int>(i)));
    }
    bool is_right() override {
        std::uint64_t sum = 0;
        for (const auto& each : signals_) sum += static_cast<unsigned>(each());
        return sum == std::uint64_t{many} * (many - 1) / 2;
    }

private:
    std::vector<signal<int>> signals_;
};

/// Makes `many` computations; signal i has the value 1.
class create_computations : public watched_workload {
public:
    explicit create_computations(unsigned signals) {
        for (unsigned i = 0; i < signals; ++i) signals_.push_back(create_signal(1));
    }

protected:
    void add_effect(const signal<int>& source) {
        create_render_effect([this, source] {
            seen_ += source();
            ++runs_;
        });
    }
    std::vector<signal<int>> signals_;
};

class create_one_to_one : public create_computations {
public:
    create_one_to_one() : create_computations(many) {}
    void run(unsigned count) override {
        root_.run([&] {
            for (unsigned i = 0; i < count; ++i) add_effect(signals_[i]);
        });
    }
    bool is_right() override { return seen_ == static_cast<int>(many) && runs_ == many; }
};

class create_and_dispose final : public create_one_to_one {
public:
    void run(unsigned count) override {
        create_one_to_one::run(count);
        root_.get()->dispose();
    }
    bool is_right() override {
        if (!create_one_to_one::is_right()) return false;
        for (const auto& each : signals_) each.set(2);
        return runs_ == many;
    }
};

class create_one_to_thousand final : public create_computations {
public:
    create_one_to_thousand() : create_computations(many / 1000) {}
    void run(unsigned count) override {
        root_.run([&] {
            for (unsigned i = 0; i < count; ++i) add_effect(signals_[i / 1000]);
        });
    }
    bool is_right() override { return seen_ == static_cast<int>(many) && runs_ == many; }
};

class create_thousand_to_one final : public create_computations {
public:
    create_thousand_to_one() : create_computations(many) {}
    void run(unsigned count) override {
        root_.run([&] {
            for (unsigned first = 0; first < count; first += 1000) add_sum(first);
        });
    }
    bool is_right() override { return seen_ == static_cast<int>(many) && runs_ == many / 1000; }

private:
    void add_sum(unsigned first) {
        create_render_effect([this, first] {
            int sum = 0;
            for (unsigned i = first; i < first + 1000; ++i) sum += signals_[i]();
            seen_ += sum;
            ++runs_;
        });
    }
};

class create_memos final : public create_computations {
public:
    create_memos() : create_computations(many) {}
    void run(unsigned count) override {
        root_.run([&] {
            for (unsigned i = 0; i < count; ++i) {
                auto made = create_memo([source = signals_[i]] { return source() + 1; });
                seen_ += made();
            }
        });
    }
    bool is_right() override { return seen_ == 2 * static_cast<int>(many); }
};

}  // namespace

void add_create_cases(std::vector<benchmark_case>& to) {
    to.insert(to.end(), {{"create_signals", many, make_workload<create_signals>},
                         {"create_1_to_1", many, make_workload<create_one_to_one>},
                         {"create_1_to_1000", many, make_workload<create_one_to_thousand>},
                         {"create_1000_to_1", many, make_workload<create_thousand_to_one>},
                         {"create_memos", many, make_workload<create_memos>},
                         {"create_and_dispose", many, make_workload<create_and_dispose>}});
}

}  // namespace bench
