// Error boundaries around readers of queries, while those are read again and places change.
#include "../../query/held_network.hpp"
#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/list.hpp>
#include <solder/html/page.hpp>
#include <solder/html/page_router.hpp>
#include <solder/html/routes.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/submission.hpp>

namespace solder {
namespace {

using words = std::vector<std::string>;
constexpr server_function<"read", int(int)> read_body;

class boundary_queries : public ::testing::Test, public document_host {
protected:
    boundary_queries() {
        set_document_host(this);
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
        set_page_history(&history_);
    }
    ~boundary_queries() override {
        root_.reset();
        EXPECT_EQ(current_navigator(), nullptr);  // a router that has gone is nobody's
        set_page_history(nullptr);
        set_page_submissions(nullptr);
        set_page_query_cache(nullptr);
        set_document_host(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document_.apply(words, text); }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document_.claim_mark(hole, kind); }

    std::string shown() {
        flush_document();
        return document_.html();
    }
    void refuse(std::size_t number) { network_.refuse(number, not_found("gone")); }
    /// `<b>value</b>`, or `<i>message</i>` when what is read inside fails.
    view guarded_number(int id) {
        return ErrorBoundary(
            [this](const error& e, reset_function reset) {
                reset_ = std::move(reset);
                return html("<i>{}</i>", e.message);
            },
            [this, id] { return number(id); });
    }

public:
    view number(int id) {
        auto value = create_async([this, id] { return read(id); });
        return html("<b>{}</b>", [value] { return value() ? *value() : 0; });
    }

protected:
    void mount(callback<view()> root) {
        root_->run([&] { mount_page(std::move(root)); });
    }

    manual_environment time_;
    held_network network_;
    query_cache cache_;
    submission_list submissions_;
    memory_history history_;
    testing::fake_document document_;
    query_handle<int(int)> read = query("read", read_body);
    reset_function reset_;
    std::optional<scoped_root> root_{std::in_place};
};

TEST_F(boundary_queries, W15_one_that_caught_a_failure_resets_when_that_key_is_revalidated) {
    mount([this] { return html("<p>{}</p>", guarded_number(1)); });
    refuse(0);
    EXPECT_EQ(shown(), "<p><i>gone</i></p>");
    revalidate(read.key_for(2));
    EXPECT_EQ(shown(), "<p><i>gone</i></p>");
    EXPECT_EQ(network_.calls().size(), 1u);
    bool is_done = false;
    auto waiting = start(revalidate(read.key_for(1)), [&](result<void>) { is_done = true; });
    EXPECT_EQ(network_.calls().size(), 2u);
    EXPECT_FALSE(is_done);
    network_.answer(1, "11");
    EXPECT_EQ(shown(), "<p><b>11</b></p>");
    EXPECT_TRUE(is_done);
}

TEST_F(boundary_queries, W15_one_that_fails_again_shows_that_and_can_be_revalidated_again) {
    mount([this] { return html("<p>{}</p>", guarded_number(1)); });
    refuse(0);
    revalidate();
    network_.refuse(1, not_found("still gone"));
    EXPECT_EQ(shown(), "<p><i>still gone</i></p>");
    revalidate();
    network_.answer(2, "12");
    EXPECT_EQ(shown(), "<p><b>12</b></p>");
    EXPECT_EQ(network_.calls().size(), 3u);
}

TEST_F(boundary_queries, W15_one_resets_when_another_reader_fetched_it_anew) {
    mount([this] { return html("<p>{}</p>", guarded_number(1)); });
    refuse(0);
    cache_.begin_load_scope();
    scoped_root elsewhere;
    elsewhere.run([&] { auto value = create_async([this] { return read(1); }); });
    time_.run();
    network_.answer(1, "11");
    EXPECT_EQ(shown(), "<p><b>11</b></p>");
    EXPECT_EQ(network_.calls().size(), 2u);
}

TEST_F(boundary_queries, W11_Q28_a_reset_by_hand_asks_anew) {
    mount([this] { return html("<p>{}</p>", guarded_number(1)); });
    refuse(0);
    EXPECT_EQ(shown(), "<p><i>gone</i></p>");
    reset_();
    EXPECT_EQ(network_.calls(), (words{"read[1]", "read[1]"}));
    network_.answer(1, "11");
    EXPECT_EQ(shown(), "<p><b>11</b></p>");
}

TEST_F(boundary_queries, a_reset_loads_the_page_again_when_the_server_is_of_another_build) {
    struct : navigator {
        int loads = 0;
        void go_to(std::string, bool) override {}
        void load_again() override { ++loads; }
    } browser;
    set_page_navigator(&browser);
    mount([this] { return html("<p>{}</p>", guarded_number(1)); });
    network_.refuse(0, error{"of another build", error_kind::foreign_build, true});
    EXPECT_EQ(shown(), "<p><i>of another build</i></p>");
    reset_();
    set_page_navigator(nullptr);
    EXPECT_EQ(browser.loads, 1);
    EXPECT_EQ(network_.calls().size(), 1u);
}

TEST_F(boundary_queries, W12_a_navigation_resets_it_and_coming_back_tries_again) {
    static boundary_queries* self;
    self = this;
    static const route_table routes{Route("/", [] { return self->number(1); }),
                                    Route("/other", [] { return html("<u>other</u>"); })};
    mount([] {
        return Router({.root =
                           [](const outlet& page) {
                               return html("<p>{}</p>", ErrorBoundary([](const error& e,
                                                                         auto) { return html("<i>{}</i>", e.message); },
                                                                      [page] { return page(); }));
                           },
                       .routes = routes});
    });
    refuse(0);
    EXPECT_EQ(shown(), "<p><i>gone</i></p>");
    page_router()->navigate("/other");
    time_.run();
    EXPECT_TRUE(shown().contains("<u>other</u>")) << shown();
    page_router()->navigate("/");
    time_.run();
    EXPECT_EQ(network_.calls(), (words{"read[1]", "read[1]"}));
    network_.answer(1, "11");
    EXPECT_TRUE(shown().contains("<b>11</b>")) << shown();
}

/// A list of so many numbers as its query says, each with a query of its own; number 2 has gone from it, while the page
/// that shows both is revalidated.
class row_that_goes : public boundary_queries {
protected:
    row_that_goes() {
        mount([this] {
            return html("<p>{}</p>", Suspense([] { return html("wait"); }, [this] { return guarded_list(); }));
        });
        answer("read[0]", "2");
        answer("read[1]", "11");
        answer("read[2]", "12");
        EXPECT_EQ(shown(), "<p><b>11</b><b>12</b></p>");
        revalidate();
        EXPECT_EQ(network_.open().size(), 3u);
    }
    view guarded_list() {
        return ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                             [this] {
                                 auto count = create_async([this] { return read(0); });
                                 auto ids = [count] {
                                     std::vector<int> all;
                                     for (int id = 1; count() && id <= *count(); ++id) all.push_back(id);
                                     return all;
                                 };
                                 return For(ids, [this](const int& id) { return row_of(id); });
                             });
    }
    view row_of(int id) {
        auto value = create_async([this, id] { return read(id); });
        return html("<b>{}</b>", create_memo([value] { return value() ? *value() : 0; }));
    }
    std::size_t call(const std::string& text) {
        for (auto each : network_.open())
            if (network_.calls()[each] == text) return each;
        ADD_FAILURE() << text << " is not under way";
        return 0;
    }
    void answer(const std::string& text, std::string json) { network_.answer(call(text), std::move(json)); }
};

TEST_F(row_that_goes, leaves_the_boundary_around_as_it_is_when_its_query_fails) {
    answer("read[0]", "1");
    refuse(call("read[2]"));
    EXPECT_EQ(shown(), "<p><b>11</b><b>12</b></p>") << "held by the other row";
    answer("read[1]", "21");
    EXPECT_EQ(shown(), "<p><b>21</b></p>");
    revalidate();
    answer("read[0]", "1");
    answer("read[1]", "31");
    EXPECT_EQ(shown(), "<p><b>31</b></p>");
}

TEST_F(row_that_goes, leaves_the_boundary_around_as_it_is_when_its_query_fails_last) {
    answer("read[1]", "21");
    answer("read[0]", "1");
    EXPECT_EQ(shown(), "<p><b>21</b></p>") << "nobody waits for what it reads";
    for (auto each : network_.open()) refuse(each);
    EXPECT_EQ(shown(), "<p><b>21</b></p>");
}

TEST_F(row_that_goes, is_made_anew_when_it_comes_back) {
    answer("read[0]", "1");
    answer("read[2]", "22");
    revalidate(read.key_for(0));
    answer("read[0]", "2");
    answer("read[1]", "21");
    EXPECT_EQ(shown(), "<p><b>21</b><b>22</b></p>");
}

}  // namespace
}  // namespace solder
