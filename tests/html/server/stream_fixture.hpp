#ifndef SOLDER_TESTS_HTML_SERVER_STREAM_FIXTURE_HPP
#define SOLDER_TESTS_HTML_SERVER_STREAM_FIXTURE_HPP
#include "render_fixture.hpp"
#include <solder/core/error.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/html.hpp>
#include <solder/query/create_async.hpp>

namespace solder {

using std::chrono_literals::operator""ms;

/// A page sent in pieces, and what came of it: one text for each piece.
class stream_test : public render_fixture {
protected:
    void begin(callback<view()> root) {
        root_.run([&] { stream_.emplace(render_to_stream(std::move(root))); });
        work_ = root_.run([&] {
            return start(stream_->shell(), [this](result<rendered_page> page) {
                pieces_.push_back(page ? page->html : "failed: " + page.error().message);
                titles_.push_back(page ? page->title : "");
                heads_.push_back(page ? page->head : "");
            });
        });
    }
    /// Asks for one piece; what it is stands in `pieces_` when it is made.
    void ask() {
        work_ = root_.run([&] {
            return start(stream_->next(), [this](result<std::optional<late_content>> next) {
                if (!next) return pieces_.push_back("failed: " + next.error().message);
                if (!*next) return pieces_.push_back("end");
                pieces_.push_back(std::to_string((*next)->number) + ": " + (*next)->html.value_or("(none)"));
                titles_.push_back((*next)->title);
                heads_.push_back((*next)->head);
            });
        });
    }
    /// What came since the last call.
    std::vector<std::string> came() { return std::exchange(pieces_, {}); }
    using texts = std::vector<std::string>;

    std::optional<page_stream> stream_;
    std::vector<std::string> pieces_;
    std::vector<std::string> titles_, heads_;  // one for each piece
};

inline task<std::string> after(std::chrono::milliseconds delay, std::string text) {
    co_await sleep_for(delay);
    co_return text;
}

inline task<std::string> failing_after(std::chrono::milliseconds delay, error with) {
    co_await sleep_for(delay);
    co_await fail(std::move(with));
    co_return "";
}

template <class Fetch>
view Late(Fetch fetch) {
    return Suspense([] { return html("<i>wait</i>"); },
                    [fetch] {
                        auto value = create_async(fetch);
                        return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
                    });
}

}  // namespace solder
#endif
