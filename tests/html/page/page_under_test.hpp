#ifndef SOLDER_TESTS_HTML_PAGE_PAGE_UNDER_TEST_HPP
#define SOLDER_TESTS_HTML_PAGE_PAGE_UNDER_TEST_HPP
#include "../fake_document.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <solder/html/event.hpp>
#include <solder/html/page.hpp>
#include <solder/reactive/owner.hpp>

namespace solder {

/// A page in a document written in C++.
class page_under_test final : public document_host {
public:
    explicit page_under_test(std::string_view server_html = {}) : document(server_html) { set_document_host(this); }
    ~page_under_test() override {
        root_.reset();
        set_document_host(nullptr);
    }

    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document.apply(words, text); }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document.claim_mark(hole, kind); }

    std::string mount(callback<view()> root) {
        root_->run([&] { mount_page(std::move(root)); });
        return html();
    }
    std::string hydrate(callback<view()> root) {
        root_->run([&] { hydrate_page(std::move(root)); });
        return html();
    }
    /// What is shown, up to date.
    std::string html() {
        flush_document();
        return document.html();
    }
    void click(std::string_view selector) {
        event e;
        e.type = "click";
        for (auto handler : document.handler_of(document.find(selector), "click")) dispatch_event(handler, e);
        flush_document();
    }

    /// Those of the document, without what only a debug build adds: where a template is written.
    std::vector<std::string> mismatches() const {
        auto all = document.mismatches();
        for (auto& words : all) words.resize(std::min(words.size(), words.rfind(" (")));
        return all;
    }

    testing::fake_document document;

private:
    std::optional<scoped_root> root_{std::in_place};
};

/// Mounts `root` in an empty document, then takes the resulting markup over in a second one: nothing may be made anew.
template <class Root>
void expect_taken_over_whole(Root root) {
    std::string made = page_under_test().mount(root);
    page_under_test page(made);
    EXPECT_EQ(page.hydrate(root), made);
    EXPECT_EQ(page.document.elements_created(), 0u);
    EXPECT_EQ(page.document.nodes_moved(), 0u);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
    EXPECT_TRUE(page.document.is_ready());
}

}  // namespace solder
#endif
