#ifndef SOLDER_TESTS_REACTIVE_STORE_SAMPLE_HPP
#define SOLDER_TESTS_REACTIVE_STORE_SAMPLE_HPP
#include <memory>
#include <solder/reactive/store.hpp>
#include <string>
#include <vector>

// Structs without any `==`, as applications write them, and a count of the runs of what reads them.

namespace solder::store_sample {

struct money {
    int cents = 0;
    std::string currency = "EUR";
};

struct person {
    int id = 0;
    std::string name;
};

struct todo {
    int id = 0;
    std::string title;
    bool done = false;
};

struct project {
    int id = 0;
    std::string title;
    std::string note;
    money budget;
    person owner;
    std::optional<person> guest;
    std::vector<todo> tasks;
    std::vector<int> marks;
    std::map<std::string, money> costs;
};

inline project sample() {
    return {
        .id = 1,
        .title = "solder",
        .note = "a note",
        .budget = {100, "EUR"},
        .owner = {1, "ada"},
        .guest = std::nullopt,
        .tasks = {{1, "one", false}, {2, "two", false}, {3, "three", true}},
        .marks = {1, 2},
        .costs = {{"rent", {5, "EUR"}}},
    };
}

/// How often `read` ran, as a render effect of the current owner; the first run does not count.
class run_count {
public:
    template <class Read>
    explicit run_count(Read read) {
        create_render_effect([read, runs = runs_] {
            static_cast<void>(read());
            ++*runs;
        });
        *runs_ = 0;
    }
    /// Runs since the last call.
    int take() { return std::exchange(*runs_, 0); }

private:
    std::shared_ptr<int> runs_ = std::make_shared<int>(0);
};

template <class T>
std::vector<const void*> identities(const store<std::vector<T>>& list) {
    return untrack([&] {
        std::vector<const void*> all;
        for (auto element : list) all.push_back(element.identity());
        return all;
    });
}

}  // namespace solder::store_sample
#endif
