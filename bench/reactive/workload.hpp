#ifndef SOLDER_BENCH_REACTIVE_WORKLOAD_HPP
#define SOLDER_BENCH_REACTIVE_WORKLOAD_HPP
#include <memory>
#include <solder/reactive/signal.hpp>
#include <string_view>
#include <vector>

/// The reactive graph benchmark: README.md says what each case is. peers/ holds the same cases in JavaScript.
namespace bench {

/// Computations made by a create case, and the signals of create_signals.
constexpr unsigned many = 100'000;

/// One graph, built and ready to be measured.
class workload {
public:
    workload() = default;
    workload(const workload&) = delete;
    workload& operator=(const workload&) = delete;
    virtual ~workload() = default;

    /// What is timed: `count` operations.
    virtual void run(unsigned count) = 0;
    /// Whether the last `run` left the right values and ran the right number of effects. Not timed.
    [[nodiscard]] virtual bool is_right() = 0;
};

struct benchmark_case {
    std::string_view name;
    /// 0: `run` may be called again and again with any count. Otherwise once only, with this count.
    unsigned only_count;
    std::unique_ptr<workload> (*make)();
};

template <class Workload>
std::unique_ptr<workload> make_workload() {
    return std::make_unique<Workload>();
}

/// A graph with effects that note what they saw and how often they ran.
class watched_workload : public workload {
protected:
    /// An effect that reads `from`.
    template <class Reader>
    void watch(Reader from) {
        solder::create_render_effect([this, from] {
            seen_ = from();
            ++runs_;
        });
    }

    solder::scoped_root root_;
    int seen_ = 0;
    unsigned runs_ = 0;
};

/// A graph below one signal; an operation is one write to it, always of another value.
class headed_workload : public watched_workload {
public:
    void run(unsigned count) final {
        runs_ = 0;
        writes_ = count;
        for (unsigned i = 0; i < count; ++i) {
            value_ = (value_ + 1) & 0xfffff;
            head_.set(value_);
        }
    }

protected:
    solder::signal<int> head_ = solder::create_signal(0);
    int value_ = 0;  // the last one written
    unsigned writes_ = 0;
};

void add_create_cases(std::vector<benchmark_case>& to);
void add_update_cases(std::vector<benchmark_case>& to);
void add_shape_cases(std::vector<benchmark_case>& to);
void add_layer_cases(std::vector<benchmark_case>& to);

/// All cases, in the order of the report.
const std::vector<benchmark_case>& all_cases();

}  // namespace bench
#endif
