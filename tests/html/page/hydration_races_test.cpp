// A page that is taken over while its data is read again.
#include "../../query/held_network.hpp"
#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/html.hpp>
#include <solder/html/page.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>

namespace solder {
namespace {

using words = std::vector<std::string>;
constexpr server_function<"read", int(int)> read_body;

/// A page as the server sent it, with its answers, and a network that the test answers.
class hydration_races : public ::testing::Test, public document_host {
protected:
    hydration_races() {
        set_document_host(this);
        set_page_query_cache(&cache_);
        set_page_shipped_data(&shipped_);
        shipped_.add_from_json(R"({"values":{"read[1]":10,"read[2]":20},"errors":{}})");
    }
    ~hydration_races() override {
        root_.reset();
        set_page_shipped_data(nullptr);
        set_page_query_cache(nullptr);
        set_document_host(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document_.apply(words, text); }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document_.claim_mark(hole, kind); }

    std::string shown() {
        flush_document();
        return document_.html();
    }
    /// Takes the page over; nothing of it may be made anew.
    std::string take_over(callback<view()> root) {
        root_->run([&] { hydrate_page(std::move(root)); });
        auto taken = shown();
        EXPECT_EQ(document_.mismatches(), words());
        EXPECT_EQ(document_.elements_created(), 0u);
        EXPECT_TRUE(document_.is_ready());
        shipped_.clear();
        cache_.begin_load_scope();
        return taken;
    }
    /// `<b>value</b>` of an entry, in a part of its own.
    view number(int id) {
        return Suspense([] { return html("<i>wait</i>"); },
                        [this, id] {
                            auto value = create_async([this, id] { return read(id); });
                            return html("<b>{}</b>", [value] { return value() ? *value() : 0; });
                        });
    }

    int direct_ = 0;
    manual_environment time_;
    held_network network_;
    query_cache cache_;
    shipped_data shipped_;
    testing::fake_document document_{page_of(10, 20)};
    query_handle<int(int)> read = query("read", read_body);
    std::optional<scoped_root> root_{std::in_place};

    static std::string page_of(int one, int two) {
        auto part = [](int value) { return "<!--[--><b>" + std::to_string(value) + "</b><!--]-->"; };
        return "<p>" + part(one) + part(two) + "</p>";
    }
};

TEST_F(hydration_races, a_revalidation_by_an_effect_shows_the_new_answer_in_the_page_taken_over) {
    EXPECT_EQ(take_over([this] {
                  create_effect([this] { revalidate(read.key_for(1)); });
                  return html("<p>{}{}</p>", number(1), number(2));
              }),
              page_of(10, 20));
    EXPECT_EQ(network_.calls(), words{"read[1]"});
    network_.answer(0, "11");
    EXPECT_EQ(shown(), page_of(11, 20));
}

TEST_F(hydration_races, a_revalidation_between_two_readers_reads_both_again) {
    EXPECT_EQ(take_over([this] {
                  auto first = number(1);
                  return html("<p>{}{}</p>", std::move(first),
                              Suspense([] { return view(); },
                                       [this] {
                                           revalidate();
                                           return number(2);
                                       }));
              }),
              page_of(10, 20));
    time_.run();
    EXPECT_EQ(network_.calls().size(), 2u);
    network_.answer(0, "11");
    network_.answer(1, "21");
    EXPECT_EQ(shown(), page_of(11, 21));
}

TEST_F(hydration_races, Q39_data_that_came_with_the_page_is_older_than_a_revalidation_during_the_take_over) {
    EXPECT_EQ(take_over([this] {
                  revalidate(read.key_for(2));  // before anything was read
                  return html("<p>{}{}</p>", number(1), number(2));
              }),
              page_of(10, 20));
    time_.run();
    EXPECT_EQ(network_.calls(), words{"read[2]"});
    network_.answer(0, "21");
    EXPECT_EQ(shown(), page_of(10, 21));
    EXPECT_EQ(network_.calls().size(), 1u);
}

TEST_F(hydration_races, C18_Q39_what_came_with_the_page_is_not_asked_for_and_serves_once) {
    shipped_.record("read()[3]", "30");
    auto called = take_over([this] {
        auto direct = create_async([] { return read_body(3); });
        create_render_effect([=, this] { direct_ = direct() ? *direct() : 0; });
        return html("<p>{}{}</p>", number(1), number(2));
    });
    EXPECT_EQ(called, page_of(10, 20));
    EXPECT_EQ(direct_, 30);
    EXPECT_EQ(network_.calls(), words{});
    read(1);  // in use
    read(2);
    EXPECT_EQ(network_.calls(), words{});
    shipped_.record("read[4]", "40");
    EXPECT_EQ(*read(4).value(), 40);
    query_clear();
    read(4);
    EXPECT_EQ(network_.calls(), words{"read[4]"});
}

TEST_F(hydration_races, a_value_that_lands_right_after_the_take_over_is_kept_by_the_next_answer_only) {
    take_over([this] { return html("<p>{}{}</p>", number(1), number(2)); });
    revalidate(read.key_for(1));
    revalidate(read.key_for(1));
    network_.answer(1, "12");
    network_.answer(0, "11");
    EXPECT_EQ(shown(), page_of(12, 20));
}

}  // namespace
}  // namespace solder
