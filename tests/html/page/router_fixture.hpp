#ifndef SOLDER_TESTS_HTML_PAGE_ROUTER_FIXTURE_HPP
#define SOLDER_TESTS_HTML_PAGE_ROUTER_FIXTURE_HPP
#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/page.hpp>
#include <solder/html/page_router.hpp>
#include <solder/html/routes.hpp>
#include <solder/query/submission.hpp>

namespace solder::test {

using std::chrono_literals::operator""ms;
using words = std::vector<std::string>;

/// A page with routes in a document written in C++, at a place in memory.
class router_fixture : public ::testing::Test, public document_host {
protected:
    router_fixture() {
        set_document_host(this);
        set_page_history(&places_);
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
    }
    ~router_fixture() override {
        root_.reset();
        set_document_host(nullptr);
        set_page_history(nullptr);
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document_->apply(words, text); }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document_->claim_mark(hole, kind); }

    std::string start_at(std::string place, callback<view()> root) {
        places_.set({std::move(place), {}}, true, true);
        root_->run([&] { mount_page(std::move(root)); });
        return shown();
    }
    /// The next one starts in an empty document.
    void end_page() {
        root_.emplace();
        set_document_host(nullptr);
        document_.emplace();
        set_document_host(this);
    }
    std::string shown() {
        time_.advance(0ms);
        flush_document();
        auto text = document_->html();
        for (std::string_view mark : {"<!--[-->", "<!--]-->"})
            for (auto at = text.find(mark); at != text.npos; at = text.find(mark)) text.erase(at, mark.size());
        return text;
    }
    std::string go(std::string_view to, const navigate_options& options = {}) {
        (void)page_router()->navigate(to, options);
        return shown();
    }
    /// A component that notes when it is made and ends, and shows its name around what is below.
    auto noted(std::string name) {
        return [this, name](const outlet& below) {
            log_.push_back("+" + name);
            on_cleanup([this, name] { log_.push_back("-" + name); });
            return html("<p>{}{}</p>", name, below());
        };
    }
    words take_log() { return std::exchange(log_, {}); }

    manual_environment time_;
    std::optional<testing::fake_document> document_{std::in_place};
    memory_history places_;
    query_cache cache_;
    submission_list submissions_;
    words log_;
    std::optional<scoped_root> root_{std::in_place};
};

}  // namespace solder::test
#endif
