#include "render_cases.hpp"
#include "../../reactive/workload.hpp"
#include "pages.hpp"
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/reactive/graph.hpp>

namespace bench {
namespace {

/// How many of `what` stand in `text`.
int count_of(std::string_view what, std::string_view text) {
    int count = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++count;
    return count;
}

/// An operation renders a page.
template <solder::view (*Root)(), int Parts>
class page final : public workload {
public:
    page(std::string_view part) : part_(part) {}
    void run(unsigned count) override {
        bytes_ = 0;
        pages_ = count;
        for (unsigned i = 0; i < count; ++i) {
            html_ = render_page(Root);
            bytes_ += html_.size();
        }
    }
    bool is_right() override { return count_of(part_, html_) == Parts && bytes_ == std::size_t{pages_} * html_.size(); }

private:
    std::string_view part_;
    solder::manual_environment time_;
    std::string html_;
    std::size_t bytes_ = 0;
    unsigned pages_ = 0;
};

std::unique_ptr<workload> make_small() { return std::make_unique<page<Project, tasks_shown>>("<li "); }
std::unique_ptr<workload> make_table() { return std::make_unique<page<Table, rows_shown>>("<tr>"); }

}  // namespace

std::string render_page(solder::view (*root)()) {
    solder::detail::graph::current().renders_once = true;  // as a server does
    solder::scoped_root request;
    std::string html;
    auto work = request.run([&] {
        return solder::start(solder::render_to_string_async(root), [&](solder::result<solder::rendered_page> page) {
            if (page) html = std::move(page->html);
        });
    });
    return html;
}

const std::vector<benchmark_case>& all_cases() {
    static const std::vector<benchmark_case> all{{"small", 0, make_small}, {"table", 0, make_table}};
    return all;
}

}  // namespace bench
