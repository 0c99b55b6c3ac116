#include "cases.hpp"
#include "page.hpp"

namespace bench {
namespace {

/// An operation is a call of a query outside of any computation; entries 0 to 99 are in use, and called in turn.
class hit final : public workload {
public:
    explicit hit(unsigned entries) : page_(entries, 100) {
        page_.fill();
        page_.subscribe(100);
    }
    void run(unsigned count) override {
        page_.seen = {};
        sum_ = expected_ = 0;
        for (unsigned i = 0; i < count; ++i) {
            expected_ += i % 100;
            sum_ += static_cast<unsigned>(page_.few()(static_cast<int>(i % 100)).value()->id);
        }
    }
    bool is_right() override { return sum_ == expected_ && page_.seen == page::counts{}; }

private:
    page page_;
    std::uint64_t sum_ = 0;
    std::uint64_t expected_ = 0;
};

struct filter {
    int project;
    int page;
    std::string text;
};

/// Texts of keys look like `search[{"page":7,"project":3,"text":"wire"}]`; pages 1000 to 1999 in turn.
class keys : public workload {
public:
    void run(unsigned count) final {
        bytes_ = 0;
        count_ = count;
        for (unsigned i = 0; i < count; ++i) {
            filter_.page = 1000 + static_cast<int>(i % 1000);
            bytes_ += key_bytes();
        }
    }
    bool is_right() final {
        filter_.page = 1234;
        return bytes_ == count_ * std::string_view(R"(search[{"page":1234,"project":3,"text":"wire"}])").size() &&
               key_bytes() == bytes_ / count_;
    }

protected:
    virtual std::size_t key_bytes() = 0;
    filter filter_{3, 0, "wire"};

private:
    std::size_t bytes_ = 0;
    std::size_t count_ = 0;
};

/// What every call of a query does first.
class key_of_call final : public keys {
    std::size_t key_bytes() override {
        solder::detail::key_buffer text;
        solder::append_key_text(text.get(), "search", filter_);
        return text.get().size();
    }
};

/// What `revalidate` and the like take; with its text, which finds the entry.
class key_by_hand final : public keys {
    std::size_t key_bytes() override { return search_.key_for(filter_).text().size(); }

    solder::query_handle<int(filter)> search_ = solder::query("search", [](filter of) { return of.page; });
};

template <unsigned Entries>
benchmark_case hit_case() {
    return {kept_name("hit", Entries, 100), 0,
            []() -> std::unique_ptr<workload> { return std::make_unique<hit>(Entries); }};
}

}  // namespace

void add_call_cases(std::vector<benchmark_case>& to) {
    to.insert(to.end(), {hit_case<100>(),
                         hit_case<1000>(),
                         hit_case<10'000>(),
                         hit_case<100'000>(),
                         {"key", 0, make_workload<key_of_call>},
                         {"key_for", 0, make_workload<key_by_hand>}});
}

std::string_view kept_name(std::string_view name, unsigned entries, unsigned subscribers) {
    // Never destroyed: names are views of it.
    return *new std::string(std::string(name) + '/' + std::to_string(entries) + '/' + std::to_string(subscribers));
}

const std::vector<benchmark_case>& all_cases() {
    static const std::vector<benchmark_case> all = [] {
        std::vector<benchmark_case> made;
        add_revalidate_cases(made);
        add_call_cases(made);
        return made;
    }();
    return all;
}

}  // namespace bench
