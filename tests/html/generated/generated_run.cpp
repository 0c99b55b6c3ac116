#include "generated_run.hpp"
#include "../page/page_under_test.hpp"
#include "generated_changes.hpp"
#include <algorithm>
#include <solder/core/environment.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>

namespace solder::testing {
namespace {

using std::chrono_literals::operator""ms;

/// What surrounds a page in its thread.
class page_run {
public:
    page_run(const tree& described, std::uint32_t seed, int delays, const page_state& state)
        : page(described, seed, delays, state) {
        set_page_query_cache(&cache);
        set_page_shipped_data(&shipped);
        set_unhandled_error_hook([this](const error& e) { unhandled = e.message; });
    }
    ~page_run() {
        shown.reset();
        set_unhandled_error_hook({});
        set_page_shipped_data(nullptr);
        set_page_query_cache(nullptr);
    }

    /// As src/client/client.cpp enters the page.
    template <class Fn>
    void enter(Fn fn) {
        batch(fn);
        if (!shipped.empty() && !expects_late_content()) shipped.clear();
        flush_document();
    }
    callback<view()> root() {
        return [this] { return page.root(); };
    }
    void pass(std::chrono::milliseconds by) {
        time.advance(by);
        flush_document();
    }
    /// Until nothing is on its way; boundaries that failed have tried again.
    void settle() {
        for (int round = 0; round < 3; ++round) {
            pass(600ms);
            auto resets = page.resets;
            if (resets.empty()) break;
            enter([&] {
                for (auto& [number, reset] : resets) reset();
            });
        }
        pass(600ms);
    }

    manual_environment time;
    query_cache cache;
    shipped_data shipped;
    generated_page page;
    std::optional<page_under_test> shown;
    std::string unhandled;  // what no boundary took
};

/// In document order.
void list_nodes(const fake_node& from, std::vector<const fake_node*>& all) {
    for (auto* each = from.first_child; each; each = each->next) {
        all.push_back(each);
        list_nodes(*each, all);
    }
}
std::vector<const fake_node*> nodes_of(fake_document& document) {
    std::vector<const fake_node*> all;
    list_nodes(document.mount(), all);
    return all;
}

/// One random change, or several at once.
void change(page_run& on, random_source& r) {
    const page_changes changes(on.page, r);
    if (below(r, 8) == 0) return on.pass(std::chrono::milliseconds(below(r, 50)));
    on.enter([&] { changes.some(); });
    if (below(r, 4) == 0) on.pass(0ms);
}

/// What was shown when all was settled.
struct moment {
    std::string html;
    page_state state;
};

class comparison {
public:
    comparison(const tree& described, std::uint32_t seed, const rendered& sent, bool in_pieces)
        : sent_(sent),
          in_pieces_(in_pieces),
          r_(seed * 2 + (in_pieces ? 1 : 0)),
          run_(described, seed, 1 + below(r_, 4), page_state::at_first(seed)) {}

    std::optional<std::string> all(int steps) {
        take_over();
        arrive();
        moments_.push_back(settled());
        if (!is_changed_early_) expect_nothing_anew();
        for (int n = 0; n < steps && wrong_.empty(); ++n) {
            for (int changed = 1 + below(r_, 3); changed > 0; --changed) change(run_, r_);
            moments_.push_back(settled());
        }
        change(run_, r_);  // it ends while something is on its way
        run_.shown.reset();
        return wrong_.empty() ? std::nullopt : std::optional(wrong_);
    }
    const std::vector<moment>& moments() const { return moments_; }

private:
    void take_over() {
        const auto& first = in_pieces_ ? *sent_.first : *sent_.whole;
        auto html = *first.html;
        if (in_pieces_) at_ = static_cast<std::size_t>(below(r_, static_cast<int>(sent_.pieces.size()) + 1));
        for (std::size_t n = 0; n < (in_pieces_ ? at_ : 0); ++n) {
            const auto& piece = sent_.pieces[n];
            run_.shipped.add_from_json(piece.data);
            if (piece.html) html = with_piece(html, piece);
            may_make_ |= !piece.html;
        }
        run_.shipped.add_from_json(first.data);
        auto& shown = run_.shown.emplace(html);
        const auto before = shown.document.html();
        const auto nodes = nodes_of(shown.document);
        shown.hydrate(run_.root());
        run_.cache.begin_load_scope();
        run_.enter([] {});
        if (may_make_) return;  // of a piece that the server could not make
        expect_same("taken over", shown.html(), before);
        // Empty texts are added.
        const auto now = nodes_of(shown.document);
        auto at = now.begin();
        for (const auto* each : nodes) {
            at = std::find(at, now.end(), each);
            if (at == now.end() && wrong_.empty()) wrong_ = "not taken over: " + describe(each);
        }
        may_make_ |= html.contains("<!--!-->");  // the content that fails, aside
        expect_nothing_anew();
    }

    /// The pieces that come while the page is live, and the end of the document.
    void arrive() {
        if (!in_pieces_) return;
        const bool is_busy = below(r_, 2) == 0, is_cut_off = below(r_, 4) == 0;
        for (; at_ < sent_.pieces.size(); ++at_) {
            if (is_cut_off && below(r_, 2) == 0) break;
            if (is_busy && below(r_, 2) == 0) change_early();
            run_.pass(std::chrono::milliseconds(below(r_, 10)));
            take(sent_.pieces[at_]);
        }
        may_make_ |= at_ < sent_.pieces.size() || !sent_.has_ended;
        run_.shipped.close();
        run_.enter([] { end_late_content(); });
    }
    void change_early() {
        is_changed_early_ = true;
        change(run_, r_);
    }
    void take(const rendered_piece& piece) {
        may_make_ |= !piece.html || piece.html->contains("<!--!-->");
        if (piece.html) run_.shown->document.keep_late(piece.number, *piece.html);
        run_.shipped.add_from_json(piece.data);
        run_.enter([&] { show_late_content(piece.number, piece.html.has_value()); });
    }

    moment settled() {
        run_.settle();
        if (!run_.unhandled.empty() && wrong_.empty()) wrong_ = "no boundary took: " + run_.unhandled;
        return {without_boundary_marks(run_.shown->html()), run_.page.state()};
    }
    void expect_same(const char* when, const std::string& is, const std::string& wanted) {
        if (is == wanted || !wrong_.empty()) return;
        wrong_.append(when).append("\n  is     ").append(is).append("\n  wanted ").append(wanted);
    }
    void expect_nothing_anew() {
        const auto& document = run_.shown->document;
        if (!wrong_.empty()) return;
        if (!document.mismatches().empty()) wrong_ = document.mismatches().front();
        if (!may_make_ && document.elements_created() > 0) wrong_ = "elements were made anew";
    }

    const rendered& sent_;
    bool in_pieces_;
    random_source r_;
    page_run run_;
    std::size_t at_ = 0;
    bool may_make_ = false;  // parts that the page has to make itself
    bool is_changed_early_ = false;
    std::vector<moment> moments_;
    std::string wrong_;
};

/// Behind the mark of `number` in or below `from`.
fake_node* find_mark(fake_node& from, const std::string& number) {
    for (auto* at = from.first_child; at; at = at->next) {
        if (at->is_comment("?" + number)) return at;
        if (auto* found = find_mark(*at, number)) return found;
    }
    return nullptr;
}

}  // namespace

std::string without_boundary_marks(std::string html) {
    for (std::size_t at = 0; (at = html.find("<!--", at)) != std::string::npos;) {
        auto end = at + 4;
        const char kind = html[end++];
        if (kind == '!' || kind == '?') end = html.find_first_not_of("-0123456789", end);
        if (html[end] == '>') end -= 2;
        const bool is_mark = (kind == '!' || kind == '?') && html.compare(end, 3, "-->") == 0;
        if (is_mark)
            html.erase(at, end + 3 - at);
        else
            at += 4;
    }
    return html;
}

std::string with_piece(const std::string& html, const rendered_piece& piece) {
    fake_document page(html), came(*piece.html);
    auto* node = find_mark(page.mount(), std::to_string(piece.number));
    if (!node) return html;
    auto* parent = node->parent;
    for (int depth = 0; node;) {
        if (node->is_comment("[")) ++depth;
        if (node->is_comment("]") && depth-- == 0) break;
        take_out(*std::exchange(node, node->next));
    }
    while (auto* first = came.mount().first_child) put(*first, *parent, node);
    return page.html();
}

std::string made_anew(const tree& described, std::uint32_t seed, const page_state& state) {
    page_run fresh(described, seed, 9, state);
    fresh.shown.emplace().mount(fresh.root());
    fresh.settle();
    return fresh.shown->html();
}

std::optional<std::string> run_page(const tree& described, std::uint32_t seed, const rendered& sent, bool in_pieces,
                                    int steps) {
    std::vector<moment> moments;
    {
        comparison page(described, seed, sent, in_pieces);
        if (auto wrong = page.all(steps)) return wrong;
        moments = page.moments();
    }
    for (std::size_t n = 0; n < moments.size(); ++n) {
        const auto wanted = made_anew(described, seed, moments[n].state);
        if (wanted != moments[n].html)
            return "after step " + std::to_string(n) + "\n  is     " + moments[n].html + "\n  wanted " + wanted;
    }
    return std::nullopt;
}

}  // namespace solder::testing
