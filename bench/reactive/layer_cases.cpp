#include "workload.hpp"
#include <array>

namespace bench {
namespace {

using solder::create_memo;
using solder::create_render_effect;
using solder::create_signal;
using solder::memo;
using solder::signal;

using four = std::array<int, 4>;

four next_layer(const four& below) { return {below[1], below[0] - below[2], below[1] + below[3], below[2]}; }

/// What the last layer holds above 1, 2, 3, 4 and above 4, 3, 2, 1, and how many of the values between differ.
struct plain_cellx {
    four up{1, 2, 3, 4};
    four down{4, 3, 2, 1};
    unsigned changes = 0;

    explicit plain_cellx(int layers) {
        for (int i = 0; i < layers; ++i) {
            up = next_layer(up);
            down = next_layer(down);
            for (int at = 0; at < 4; ++at) changes += up[at] != down[at];
        }
    }
};

template <int Layers>
class cellx final : public watched_workload {
public:
    cellx() {
        root_.run([&] {
            last_ = add_layer(start_);
            for (int i = 1; i < Layers; ++i) last_ = add_layer(last_);
        });
    }
    void run(unsigned count) override {
        runs_ = 0;
        for (unsigned i = 0; i < count; ++i) {
            turned_ = !turned_;
            solder::batch([&] {
                for (int at = 0; at < 4; ++at) start_[at].set(turned_ ? 4 - at : at + 1);
            });
            for (int at = 0; at < 4; ++at) end_[at] = last_[at]();
        }
        rounds_ = count;
    }
    bool is_right() override {
        plain_cellx expected(Layers);
        return end_ == (turned_ ? expected.down : expected.up) && runs_ == expected.changes * rounds_;
    }

private:
    template <class Layer>
    std::vector<memo<int>> add_layer(const Layer& below) {
        std::vector<memo<int>> made{create_memo([b = below[1]] { return b(); }),
                                    create_memo([a = below[0], c = below[2]] { return a() - c(); }),
                                    create_memo([b = below[1], d = below[3]] { return b() + d(); }),
                                    create_memo([c = below[2]] { return c(); })};
        for (const auto& each : made) watch(each);
        return made;
    }

    std::array<signal<int>, 4> start_{create_signal(1), create_signal(2), create_signal(3), create_signal(4)};
    std::vector<memo<int>> last_;
    four end_{};
    bool turned_ = false;
    unsigned rounds_ = 0;
};

constexpr int width = 1000;
constexpr int computed_layers = 4;  // and one of signals
constexpr int reads = 25;

/// What a node makes of the `reads` nodes below it. A fickle one leaves one of them out when the first is odd.
template <class Value>
int node_value(bool fickle, Value value) {
    int sum = value(0);
    int left_out = fickle && sum % 2 != 0 ? 1 + sum % (reads - 1) : 0;
    for (int i = 1; i < reads; ++i)
        if (i != left_out) sum += value(i);
    return sum;
}

/// Fickle: every second node. Otherwise none.
template <bool Fickle>
class dynamic final : public watched_workload {
public:
    dynamic() {
        for (int i = 0; i < width; ++i) sources_.push_back(create_signal(i));
        root_.run([&] {
            auto row = add_row(sources_);
            for (int i = 1; i < computed_layers; ++i) row = add_row(row);
            create_render_effect([this, leaves = std::move(row)] {
                int mixed = 0;
                for (const auto& each : leaves) mixed ^= each();
                seen_ = mixed;
                ++runs_;
            });
        });
    }
    void run(unsigned count) override {
        runs_ = 0;
        writes_ = count;
        for (unsigned i = 0; i < count; ++i) {
            at_ = (at_ + 1) % width;
            value_ = (value_ + 1) % 1009;
            sources_[at_].set(value_);
        }
    }
    bool is_right() override {
        std::vector<int> row;
        for (const auto& each : sources_) row.push_back(each());
        for (int layer = 0; layer < computed_layers; ++layer) row = plain_row(row);
        int mixed = 0;
        for (int each : row) mixed ^= each;
        return seen_ == mixed && runs_ == writes_;
    }

private:
    static bool is_fickle(int at) { return Fickle && at % 2 != 0; }

    template <class Below>
    std::vector<memo<int>> add_row(const std::vector<Below>& below) {
        std::vector<memo<int>> row;
        for (int at = 0; at < width; ++at) {
            std::vector<Below> from;
            for (int i = 0; i < reads; ++i) from.push_back(below[(at + i) % width]);
            row.push_back(create_memo([fickle = is_fickle(at), from = std::move(from)] {
                return node_value(fickle, [&](int i) { return from[i](); });
            }));
        }
        return row;
    }
    static std::vector<int> plain_row(const std::vector<int>& below) {
        std::vector<int> row;
        for (int at = 0; at < width; ++at)
            row.push_back(node_value(is_fickle(at), [&](int i) { return below[(at + i) % width]; }));
        return row;
    }

    std::vector<signal<int>> sources_;
    int at_ = 0;
    int value_ = 500;  // never what the source holds already
    unsigned writes_ = 0;
};

}  // namespace

void add_layer_cases(std::vector<benchmark_case>& to) {
    to.insert(to.end(), {{"cellx_1000", 0, make_workload<cellx<1000>>},
                         {"cellx_2500", 0, make_workload<cellx<2500>>},
                         {"dynamic", 0, make_workload<dynamic<false>>},
                         {"dynamic_fickle", 0, make_workload<dynamic<true>>}});
}

const std::vector<benchmark_case>& all_cases() {
    static const std::vector<benchmark_case> all = [] {
        std::vector<benchmark_case> made;
        add_create_cases(made);
        add_update_cases(made);
        add_shape_cases(made);
        add_layer_cases(made);
        return made;
    }();
    return all;
}

}  // namespace bench
