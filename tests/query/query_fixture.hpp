#ifndef SOLDER_TESTS_QUERY_QUERY_FIXTURE_HPP
#define SOLDER_TESTS_QUERY_QUERY_FIXTURE_HPP
#include <gtest/gtest.h>
#include <map>
#include <solder/query/create_async.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/query.hpp>
#include <solder/query/response.hpp>
#include <solder/query/submission.hpp>

namespace solder {

using std::chrono_literals::operator""ms;

/// A page with time set by hand and a counted source of data.
class query_fixture : public ::testing::Test {
protected:
    query_fixture() {
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
    }
    ~query_fixture() override {
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
    }

    /// A read that takes 10 ms and gives `values_[id]`.
    task<std::vector<int>> read(int id) {
        ++reads_[id];
        co_await sleep_for(10ms);
        if (fails_) co_return fail(error{"away", error_kind::unreachable, true});
        co_return values_[id];
    }
    auto list_query() {
        return query("list", [this](int id) { return read(id); });
    }
    int all_reads() const {
        int all = 0;
        for (auto& [id, count] : reads_) all += count;
        return all;
    }

    manual_environment time_;
    query_cache cache_;
    submission_list submissions_;
    std::map<int, std::vector<int>> values_{{1, {1, 2}}, {2, {3}}};
    std::map<int, int> reads_;
    bool fails_ = false;
    scoped_root root_;
};

}  // namespace solder
#endif
