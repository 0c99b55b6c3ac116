#include "generated_run.hpp"
#include "generated_changes.hpp"
#include "page_run.hpp"
#include <algorithm>

namespace solder::testing {
namespace {

using std::chrono_literals::operator""ms;

using generated_run = page_run<generated_page>;

/// Until nothing is on its way; boundaries that failed have tried again.
void settle(generated_run& run) {
    for (int round = 0; round < 3; ++round) {
        run.pass(600ms);
        auto resets = run.page.resets;
        if (resets.empty()) break;
        run.enter([&] {
            for (auto& [number, reset] : resets) reset();
        });
    }
    run.pass(600ms);
}

/// With what portals show, in an order of its own: they stand in the order they were made in.
std::string shown_by(generated_run& run) {
    auto html = run.shown->html();
    std::vector<std::string> elsewhere;
    for (const auto* at = run.shown->document.body_content(); at; at = at->next) elsewhere.push_back(inner_html(*at));
    std::ranges::sort(elsewhere);
    for (const auto& each : elsewhere) html.append("\nelsewhere: ").append(each);
    return html;
}

/// One random change, or several at once.
void change(generated_run& on, random_source& r) {
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
    comparison(const tree& described, std::uint32_t seed, const rendered& sent, way_of_rendering way)
        : described_(described),
          sent_(sent),
          first_(*sent.of(way)),
          in_pieces_(way == way_of_rendering::in_pieces),
          makes_parts_(way == way_of_rendering::at_once),
          r_(seed * 3 + static_cast<std::uint32_t>(way)),
          run_(described, seed, delays(seed, 1 + below(r_, 4)), page_state::at_first(seed)) {}

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
    /// What the server gave up is not there at once here either: then it would not be what the server wrote.
    int delays(std::uint32_t seed, int otherwise) const { return makes_parts_ ? delays_on_server(seed) : otherwise; }
    void take_over() {
        makes_parts_ |= has_part(described_, shape::client_only) || has_part(described_, shape::portal);
        auto html = *first_.html;
        if (in_pieces_) at_ = static_cast<std::size_t>(below(r_, static_cast<int>(sent_.pieces.size()) + 1));
        for (std::size_t n = 0; n < (in_pieces_ ? at_ : 0); ++n) {
            const auto& piece = sent_.pieces[n];
            run_.shipped.add_from_json(piece.data);
            if (piece.html) html = with_piece(html, piece);
            makes_parts_ |= !piece.html;
        }
        run_.shipped.add_from_json(first_.data);
        auto& shown = run_.shown.emplace(html);
        const auto before = shown.document.html();
        const auto nodes = nodes_of(shown.document);
        shown.hydrate([this] { return run_.page.root(); });
        run_.cache.begin_load_scope();
        run_.enter([] {});
        may_make_ |= makes_parts_;
        if (makes_parts_) return;
        expect_same("taken over", shown.html(), before);
        if (const auto* gone = first_gone(nodes, nodes_of(shown.document)); gone && wrong_.empty())
            wrong_ = "not taken over: " + describe(gone);
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
        settle(run_);
        if (!run_.unhandled.empty() && wrong_.empty()) wrong_ = "no boundary took: " + run_.unhandled;
        return {without_boundary_marks(shown_by(run_)), run_.page.state()};
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

    const tree& described_;
    const rendered& sent_;
    const rendered_piece& first_;
    bool in_pieces_;
    bool makes_parts_;       // as soon as it is taken over
    bool may_make_ = false;  // parts that the page has to make itself
    random_source r_;
    generated_run run_;
    std::size_t at_ = 0;
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

void sort_attributes(fake_node& below) {
    for (auto* each = below.first_child; each; each = each->next) {
        std::ranges::sort(each->attributes);
        sort_attributes(*each);
    }
}
std::string with_sorted_attributes(const std::string& html) {
    fake_document page(html);
    sort_attributes(page.mount());
    return page.html();
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
    generated_run fresh(described, seed, 9, state);
    fresh.shown.emplace().mount([&] { return fresh.page.root(); });
    settle(fresh);
    return shown_by(fresh);
}

std::optional<std::string> run_page(const tree& described, std::uint32_t seed, const rendered& sent,
                                    way_of_rendering way, int steps) {
    std::vector<moment> moments;
    {
        comparison page(described, seed, sent, way);
        if (auto wrong = page.all(steps)) return wrong;
        moments = page.moments();
    }
    for (std::size_t n = 0; n < moments.size(); ++n) {
        auto wanted = made_anew(described, seed, moments[n].state);
        if (way == way_of_rendering::at_once) {
            // An attribute whose value was missing on the server comes after the others.
            wanted = with_sorted_attributes(wanted);
            moments[n].html = with_sorted_attributes(moments[n].html);
        }
        if (wanted != moments[n].html)
            return "after step " + std::to_string(n) + "\n  is     " + moments[n].html + "\n  wanted " + wanted;
    }
    return std::nullopt;
}

}  // namespace solder::testing
