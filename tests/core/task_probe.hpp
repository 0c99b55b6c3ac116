#ifndef SOLDER_TESTS_CORE_TASK_PROBE_HPP
#define SOLDER_TESTS_CORE_TASK_PROBE_HPP
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <set>
#include <solder/core/await_callback.hpp>
#include <solder/core/start.hpp>
#include <string>
#include <vector>

/// What the tests of tasks share: objects that are counted, and work that ends when the test says so.
namespace solder::probe {

using std::chrono_literals::operator""ms;

/// Knows which guards live. Every guard has to be destroyed exactly once.
class guards {
public:
    std::set<int> alive;
    int destroyed_twice = 0;

    int enter() {
        alive.insert(next_);
        return next_++;
    }
    void leave(int number) { destroyed_twice += alive.erase(number) == 0; }
    /// None is left, and none was destroyed twice.
    [[nodiscard]] bool all_gone() const { return alive.empty() && destroyed_twice == 0; }

private:
    int next_ = 0;
};

/// A local of a coroutine, or an argument: counted.
class guard {
public:
    explicit guard(guards& all) : all_(&all), number_(all.enter()) {}
    guard(guard&& other) noexcept : all_(other.all_), number_(all_->enter()) {}
    ~guard() { all_->leave(number_); }

private:
    guards* all_;
    int number_;
};

/// Work that ends when the test says so, by name.
template <class T>
class gates {
public:
    std::map<std::string, resolver<T>> open;
    std::vector<std::string> cancelled;

    task<T> wait(std::string name) {
        co_return co_await await_callback<T>([&](resolver<T> r) {
            open.insert_or_assign(name, r);
            return [this, name] { cancelled.push_back(name); };
        });
    }
    void settle(const std::string& name, result<T> outcome) { open.at(name)(std::move(outcome)); }
};

/// A started task and what became of it.
template <class T>
class outcome {
public:
    explicit outcome(task<T> work)
        : running(start(std::move(work), [this](result<T> how) {
              ++calls;
              seen.emplace(std::move(how));
          })) {}

    int calls = 0;
    std::optional<result<T>> seen;
    operation running;

    [[nodiscard]] std::string failure() const { return seen && !*seen ? seen->error().message : "none"; }
    [[nodiscard]] const detail::stored<T>& value() const
        requires(!std::is_void_v<T>)
    {
        return seen->value();
    }
};

}  // namespace solder::probe
#endif
