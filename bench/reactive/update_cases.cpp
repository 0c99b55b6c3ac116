#include "workload.hpp"

namespace bench {
namespace {

using solder::create_memo;
using solder::create_render_effect;
using solder::create_signal;
using solder::memo;
using solder::signal;

class update_one_to_one final : public headed_workload {
public:
    update_one_to_one() {
        root_.run([&] { watch(head_); });
    }
    bool is_right() override { return seen_ == value_ && runs_ == writes_; }
};

class update_one_to_thousand final : public headed_workload {
public:
    update_one_to_thousand() {
        root_.run([&] {
            for (int i = 0; i < 1000; ++i) watch(head_);
        });
    }
    bool is_right() override { return seen_ == value_ && runs_ == 1000 * writes_; }
};

class update_thousand_to_one final : public headed_workload {
public:
    update_thousand_to_one() {
        for (int i = 0; i < 1000; ++i) signals_.push_back(i == 0 ? head_ : create_signal(1));
        root_.run([&] {
            create_render_effect([this] {
                int sum = 0;
                for (const auto& each : signals_) sum += each();
                seen_ = sum;
                ++runs_;
            });
        });
    }
    bool is_right() override { return seen_ == value_ + 999 && runs_ == writes_; }

private:
    std::vector<signal<int>> signals_;
};

class deep final : public headed_workload {
public:
    deep() {
        root_.run([&] {
            auto last = create_memo([head = head_] { return head() + 1; });
            for (int i = 1; i < 1000; ++i) last = create_memo([below = last] { return below() + 1; });
            watch(last);
        });
    }
    bool is_right() override { return seen_ == value_ + 1000 && runs_ == writes_; }
};

class broad final : public headed_workload {
public:
    broad() {
        root_.run([&] {
            for (int i = 0; i < 1000; ++i) {
                auto first = create_memo([head = head_, i] { return head() + i; });
                auto second = create_memo([first] { return first() + 1; });
                watch(second);
            }
        });
    }
    bool is_right() override {
        // One effect has seen each; which ran last is the framework's choice.
        return seen_ > value_ && seen_ <= value_ + 1000 && runs_ == 1000 * writes_;
    }
};

}  // namespace

void add_update_cases(std::vector<benchmark_case>& to) {
    to.insert(to.end(), {{"update_1_to_1", 0, make_workload<update_one_to_one>},
                         {"update_1_to_1000", 0, make_workload<update_one_to_thousand>},
                         {"update_1000_to_1", 0, make_workload<update_thousand_to_one>},
                         {"deep", 0, make_workload<deep>},
                         {"broad", 0, make_workload<broad>}});
}

}  // namespace bench
