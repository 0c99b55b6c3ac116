#ifndef SOLDER_BENCH_QUERY_PAGE_HPP
#define SOLDER_BENCH_QUERY_PAGE_HPP
#include <solder/core/environment.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>

/// The query cache benchmark: README.md says what each case is. peers/ holds the same cases in JavaScript.
namespace bench {

struct item {
    int id;
    int version;
};

/// The time of the machine; a page reads it whenever it fetches.
class machine_clock final : public solder::clock {
public:
    [[nodiscard]] std::chrono::milliseconds now() const override;
};

/// A page with a full cache: entries 0 to `matches` - 1 are calls of one query, `few`, the others of another.
class page {
public:
    page(unsigned entries, unsigned matches);
    ~page();
    page(const page&) = delete;
    page& operator=(const page&) = delete;

    /// Makes the entries.
    void fill();
    /// Computations that fetch entries 0, 1, 2 and so on; those beyond the last entry go over the ones outside of
    /// `few` again, or over all when there are none.
    /// @param shown  with an effect each that reads the value
    void subscribe(unsigned count, bool shown = true);

    [[nodiscard]] solder::shared_task<item> read(unsigned entry) {
        return entry < matches_ ? few_(entry) : rest_(entry);
    }
    [[nodiscard]] const solder::query_handle<item(int)>& few() const { return few_; }

    /// Of an entry; values fetched from now on differ from those before.
    void change() { version_ = (version_ + 1) & 0xfffff; }

    struct counts {
        unsigned fetches = 0;
        unsigned runs = 0;    ///< of effects
        unsigned newest = 0;  ///< runs that saw the newest version
        friend bool operator==(const counts&, const counts&) = default;
    };
    counts seen;

private:
    solder::query_handle<item(int)> make_query(const char* name);
    void show(const solder::async_value<item>& value);
    [[nodiscard]] unsigned subscribed_entry(unsigned subscriber) const;

    machine_clock clock_;
    solder::manual_environment timers_;
    solder::environment_scope time_{clock_, timers_};
    solder::query_cache cache_;
    unsigned entries_;
    unsigned matches_;
    int version_ = 0;
    solder::query_handle<item(int)> few_;
    solder::query_handle<item(int)> rest_;
    solder::scoped_root root_;
};

}  // namespace bench
#endif
