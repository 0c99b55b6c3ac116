#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/html/class_and_style.hpp>
#include <solder/html/html.hpp>
#include <solder/html/page.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

class class_and_style_page : public ::testing::Test, public document_host {
protected:
    void SetUp() override { set_document_host(this); }
    void TearDown() override {
        root_.reset();
        set_document_host(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override {
        ++flushes_;
        document_->apply(words, text);
    }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document_->claim_mark(hole, kind); }
    std::string html() {
        flush_document();
        return document_->html();
    }

    signal<bool> done_ = create_signal(false);
    signal<int> percent_ = create_signal(5);
    std::optional<testing::fake_document> document_{std::in_place};
    int flushes_ = 0;
    std::optional<scoped_root> root_{std::in_place};

    view row() {
        return solder::html(R"(<li class={} style={}>x</li>)", classes("row", {{"done", done_}}),
                            styles({{"width", [p = percent_] { return std::to_string(p() / 10) + "%"; }}}));
    }
};

TEST_F(class_and_style_page, follow_what_they_read_and_touch_nothing_when_it_comes_to_the_same) {
    root_->run([&] { mount_page([&] { return row(); }); });
    EXPECT_EQ(html(), R"(<li class="row" style="width: 0%">x</li>)");
    done_.set(true);
    percent_.set(42);
    EXPECT_EQ(html(), R"(<li class="row done" style="width: 4%">x</li>)");
    const int before = flushes_;
    percent_.set(43);
    EXPECT_EQ(html(), R"(<li class="row done" style="width: 4%">x</li>)");
    EXPECT_EQ(flushes_, before);
}

TEST_F(class_and_style_page, take_over_what_the_server_wrote) {
    const std::string sent = R"(<li class="row" style="width: 0%">x</li>)";
    document_.emplace(sent);
    root_->run([&] { hydrate_page([&] { return row(); }); });
    EXPECT_EQ(html(), sent);
    EXPECT_EQ(document_->mismatches(), std::vector<std::string>());
    EXPECT_EQ(document_->elements_created(), 0u);
    done_.set(true);
    EXPECT_EQ(html(), R"(<li class="row done" style="width: 0%">x</li>)");
}

TEST_F(class_and_style_page, without_anything_to_say_there_is_no_attribute) {
    root_->run([&] { mount_page([&] { return solder::html("<i class={}></i>", classes({{"done", done_}})); }); });
    EXPECT_EQ(html(), "<i></i>");
    done_.set(true);
    EXPECT_EQ(html(), "<i class=\"done\"></i>");
    done_.set(false);
    EXPECT_EQ(html(), "<i></i>");
}

}  // namespace
}  // namespace solder
