#include "page_under_test.hpp"
#include <deque>
#include <ranges>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

using numbers = std::vector<int>;

/// Rows that begin and end with texts, which a translator replaces after the page was made or taken over.
class translated_rows : public ::testing::Test {
protected:
    static auto root(signal<numbers> list) {
        return [list] {
            return html("<div>{}<hr></div>",
                        For(list, [](const int& each) { return html("no. <b>{}</b> it is", each); }));
        };
    }
    /// As Chrome does: each text with an element around it, in the place of the text.
    void translate() {
        std::vector<testing::fake_node*> texts;
        auto& around = page_->document.find("div");
        for (auto* each = around.first_child; each; each = each->next)
            if (each->is_text()) texts.push_back(each);
        for (auto* text : texts) {
            auto& font = made_.emplace_back();
            font.name = "font";
            auto& words = made_.emplace_back();
            words.is = testing::fake_node::type::text;
            words.data = text->data == "no. " ? "nr. " : " ist es";
            put(words, font, nullptr);
            put(font, around, text);
            testing::take_out(*text);
        }
    }
    /// What is read, one text for each row.
    std::string read() {
        page_->html();
        return page_->document.find("div").text_content();
    }

    signal<numbers> list_{numbers{1, 2, 3}};
    std::deque<testing::fake_node> made_;
    std::optional<page_under_test> page_{std::in_place};
};

TEST_F(translated_rows, are_moved_and_removed_whole) {
    page_->mount(root(list_));
    translate();
    EXPECT_EQ(read(), "nr. 1 ist esnr. 2 ist esnr. 3 ist es");
    list_.set({1, 3});
    EXPECT_EQ(read(), "nr. 1 ist esnr. 3 ist es");
    list_.set({4, 3, 1, 5});
    EXPECT_EQ(read(), "no. 4 it isnr. 3 ist esnr. 1 ist esno. 5 it is");
    list_.set({});
    EXPECT_EQ(page_->html(), "<div><!--[--><!--]--><hr></div>");
}

TEST_F(translated_rows, are_moved_and_removed_whole_when_they_were_taken_over) {
    const auto sent =
        "<div><!--[--><!--[-->no. <b>1</b> it is<!--]--><!--[-->no. <b>2</b> it is<!--]-->"
        "<!--[-->no. <b>3</b> it is<!--]--><!--]--><hr></div>";
    EXPECT_EQ(page_->mount(root(list_)), sent);
    page_.reset();
    page_.emplace(sent);
    EXPECT_EQ(page_->hydrate(root(list_)), sent);
    EXPECT_EQ(page_->mismatches(), std::vector<std::string>());
    translate();
    list_.set({3, 2});
    EXPECT_EQ(read(), "nr. 3 ist esnr. 2 ist es");
}

TEST_F(translated_rows, that_begin_and_end_with_elements_and_holes_have_no_marks) {
    EXPECT_EQ(page_->mount([this] {
        return html("<div>{}</div>", For(list_, [](const int& each) { return html("{}: <i>.</i>", each); }));
    }),
              "<div><!--[-->1<!--]-->: <i>.</i><!--[-->2<!--]-->: <i>.</i><!--[-->3<!--]-->: <i>.</i></div>");
}

}  // namespace
}  // namespace solder
