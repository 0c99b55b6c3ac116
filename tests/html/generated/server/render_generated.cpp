// Renders generated pages as a server does, for the test of the page body: the two bodies of html cannot be in one
// program.
//
//   solder_generated_server <first seed> <count> [place,place...]     the last: parts that are left away
//   solder_generated_server readings                                  the pages of readings.hpp
//
// Writes for each page what tests/html/generated/rendered.hpp reads.
#include "../generated_view.hpp"
#include "../readings.hpp"
#include "../rendered.hpp"
#include <cstdlib>
#include <functional>
#include <iostream>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html/render.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/graph.hpp>

namespace solder::testing {
namespace {

using std::chrono_literals::operator""ms;

/// One request.
class rendering {
public:
    explicit rendering(std::function<view()> root) : make_(std::move(root)) {
        auto* owner = root_.get();
        provide_context(*owner, query_cache_context(), &cache_);
        provide_context(*owner, shipped_data_context(), &shipped_);
    }
    ~rendering() { work_.cancel(); }

    void whole(rendered& out) {
        auto page = wait_for<rendered_page>([this] { return render_to_string_async(make_); });
        if (page) keep_first(out.whole, std::move(*page), out);
    }

    void at_once(rendered& out) {
        root_.run([&] { keep_first(out.at_once, render_to_string(make_), out); });
    }

    void in_pieces(rendered& out) {
        shipped_.open();
        std::optional<page_stream> stream;
        root_.run([&] { stream.emplace(render_to_stream(make_)); });
        auto first = wait_for<rendered_page>([&] { return stream->shell(); });
        if (!first) return work_.cancel();
        if (stream->is_whole()) shipped_.close();
        keep_first(out.first, std::move(*first), out);
        while (auto next = wait_for<std::optional<late_content>>([&] { return stream->next(); })) {
            out.has_ended = *next && !**next;
            if (!*next) out.failed = next->error().message;
            if (!*next || !**next) break;
            out.pieces.push_back({(**next)->number, std::move((**next)->html), shipped_.take_script_json()});
        }
        work_.cancel();
    }

private:
    /// Empty when it does not come.
    template <class T, class Begin>
    std::optional<result<T>> wait_for(Begin begin) {
        std::optional<result<T>> came;
        work_ = root_.run([&] { return start(begin(), [&](result<T> outcome) { came.emplace(std::move(outcome)); }); });
        for (int turns = 0; !came && turns < 200; ++turns) time_.advance(1ms);
        if (!came) work_.cancel();
        return came;
    }
    void keep_first(std::optional<rendered_piece>& into, result<rendered_page> page, rendered& out) {
        if (!page)
            out.failed = page.error().message;
        else
            into = {.number = 0, .html = std::move(page->html), .data = shipped_.take_script_json()};
    }

    manual_environment time_;
    query_cache cache_{query_cache::use::request};
    shipped_data shipped_;
    std::function<view()> make_;
    scoped_root root_;
    operation work_;
};

/// @param make  a page, anew for each request; gives what has `root()`
template <class Make>
rendered render(Make make) {
    rendered out;
    for (auto how : {&rendering::whole, &rendering::at_once, &rendering::in_pieces}) {
        const auto page = make();
        (rendering([&] { return page->root(); }).*how)(out);
    }
    return out;
}

void write_generated(std::uint32_t first, std::uint32_t count, const std::set<int>& without) {
    for (auto seed = first; seed != first + count; ++seed) {
        const auto described = grow_tree(seed, without);
        std::cout << to_text(render([&] {
            return std::make_unique<generated_page>(described, seed, delays_on_server(seed),
                                                    page_state::at_first(seed));
        }));
    }
}

void write_readings() {
    for (const auto& each : all_readings())
        std::cout << to_text(render([&] { return std::make_unique<reading_page>(each); }));
}

std::set<int> places(std::string_view list) {
    std::set<int> all;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        all.insert(std::atoi(std::string(list.substr(0, end)).c_str()));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return all;
}

}  // namespace
}  // namespace solder::testing

int main(int count, char** words) {
    using namespace solder::testing;
    const auto number = [&](int n) { return static_cast<std::uint32_t>(std::strtoul(words[n], nullptr, 10)); };
    solder::detail::graph::current().renders_once = true;
    if (count == 2 && words[1] == std::string_view("readings"))
        write_readings();
    else if (count > 2)
        write_generated(number(1), number(2), places(count > 3 ? words[3] : ""));
    else
        return std::cerr << "usage: readings | first-seed count [places]\n", 2;
    return std::cout.flush() ? 0 : 1;
}
