#include "fake_document.hpp"

namespace solder::testing {
namespace {

/// Thrown by a claim that does not fit.
struct misfit {
    std::string words;
    std::string place;  // where the template is written that does not fit
};

[[noreturn]] void do_not_fit(const std::string& expected, const fake_node* found, const fake_node& where) {
    throw misfit{"hydration mismatch: expected " + expected + ", found " + describe(found) + " in " + describe(&where),
                 {}};
}

const fake_node* unless(const fake_node* node, const fake_node* end) { return node == end ? nullptr : node; }

/// The parser puts rows that stand directly in a table into a `<tbody>`, with the marks behind the first of them. Those
/// before it go there, too. Gives the `<tbody>`, if there is one.
fake_node* into_rows(fake_node& mark) {
    auto* rows = &mark;
    while (rows && rows->is == fake_node::type::comment) rows = rows->next;
    if (!rows || rows->name != "tbody") return nullptr;
    auto* first = rows->first_child;
    for (auto* at = &mark; at != rows;) put(*std::exchange(at, at->next), *rows, first);
    return rows;
}

fake_node& claim_marks(fake_node* at, fake_node* end, fake_node& parent) {
    const bool is_open = at && at != end && at->is_comment("[");
    auto* close = is_open ? closing_mark(*at) : nullptr;
    if (is_open && !close && into_rows(*at)) close = closing_mark(*at);
    if (!close) do_not_fit("<!--[-->", unless(at, end), parent);
    return *close;
}

}  // namespace

/// `claim(node, end, parent)` gets the node at the cursor and gives the next one.
template <class Claim, class Create>
void fake_document::adopt(fake_node& end, Claim claim, Create create) {
    if (!hydration_ || !hydration_->cursors.contains(&end)) return create();
    auto* start = hydration_->cursors.at(&end);
    bool is_marked = !end.is_element();
    auto* stop = is_marked ? &end : nullptr;
    try {
        hydration_->cursors[&end] = claim(start, stop, is_marked ? *end.parent : end);
        return;
    } catch (const misfit& problem) {
        report(problem.words, problem.place.empty() ? hydration_->places[&end] : problem.place);
    }
    while (start && start != stop) take_out(*std::exchange(start, start->next));
    hydration_->cursors.erase(&end);
    create();
}

fake_node* fake_document::claim_template(const dom_template& made, std::uint32_t base, fake_node* start, fake_node* end,
                                         fake_node& parent) {
    copies_map found;
    auto* next = [&] {
        try {
            return claim_siblings(made, made.content->first_child, start, end, parent, found);
        } catch (misfit& problem) {
            problem.place = made.place;
            throw;
        }
    }();
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        auto* node = found.at(made.ids[i]);
        set_node(base + static_cast<std::uint32_t>(i), node);
        if (i > 1) hydration_->claimed.insert(node);
        if (i > 1) hydration_->places[node] = made.place;
    }
    return next;
}

void fake_document::adopt_template(const dom_template& made, std::uint32_t base, fake_node& end) {
    adopt(
        end,
        [&](fake_node* start, fake_node* stop, fake_node& parent) {
            return claim_template(made, base, start, stop, parent);
        },
        [&] {
            create(made, base);
            insert_ids(end, base, base + 1);
        });
}

/// A table that has rows alone gives way to the `<tbody>` of the parser.
fake_node& fake_document::operand_at_rows(bool begins_with_row) {
    const auto id = hole_of(word());
    auto& end = node(id);
    if (end.name != "table" || !hydration_ || !hydration_->cursors.contains(&end)) return end;
    auto* start = hydration_->cursors.at(&end);
    if (!start || (start->is_comment("[") ? closing_mark(*start) != nullptr : !begins_with_row)) return end;
    auto* rows = into_rows(*start);
    if (!rows) return end;
    hydration_->cursors.erase(&end);
    hydration_->cursors[rows] = rows->first_child;
    nodes_[id] = rows;
    return *rows;
}

void fake_document::adopt_text(std::uint32_t id, fake_node& end, const std::string& data) {
    adopt(
        end,
        [&](fake_node* start, fake_node* stop, fake_node& parent) {
            auto& text = claim_text(start, stop, parent, data);
            set_node(id, &text);
            return text.next;
        },
        [&] {
            set_node(id, &store_.make(fake_node::type::text, data));
            insert_ids(end, id, id);
        });
}

void fake_document::adopt_markers(std::uint32_t base, fake_node& end) {
    adopt(
        end,
        [&](fake_node* start, fake_node* stop, fake_node& parent) {
            auto& close = claim_marks(start, stop, parent);
            set_node(base, start);
            set_node(base + 1, &close);
            hydration_->cursors[&close] = start->next;
            hydration_->places[&close] = hydration_->places[&end];
            return close.next;
        },
        [&] {
            create_markers(base);
            insert_ids(end, base, base + 1);
        });
}

void fake_document::adopt_raw(fake_node& end, std::string_view html) {
    if (!hydration_ || !hydration_->cursors.contains(&end)) return set_raw(end, html);
    auto* at = hydration_->cursors.at(&end);
    hydration_->cursors.erase(&end);
    if (!hydration_->is_late) return;
    // Nobody else has touched what came late: what is not what it should be was made of other values.
    std::string is;
    for (const auto* stop = end.is_element() ? nullptr : &end; at != stop; at = at->next) is += outer_html(*at);
    if (is != inner_html(store_.parse(html, "template"))) set_raw(end, html);
}

void fake_document::adopt_end(fake_node& end) {
    adopt(
        end,
        [&](fake_node* start, fake_node* stop, fake_node& parent) {
            if (start != stop) do_not_fit("nothing more", start, parent);
            return start;
        },
        [] {});
    if (hydration_) hydration_->cursors.erase(&end);
}

std::uint32_t fake_document::claim_mark(std::uint32_t hole, char kind) {
    auto& end = node(hole);
    if (!hydration_ || !hydration_->cursors.contains(&end)) return ~0u;
    auto* mark = hydration_->cursors.at(&end);
    if (!mark || mark->is != fake_node::type::comment || !mark->data.starts_with(kind)) return 0;
    hydration_->cursors[&end] = mark->next;
    return mark->data.size() > 1 ? static_cast<std::uint32_t>(std::stoul(mark->data.substr(1))) + 1 : 1;
}

void fake_document::take_late(fake_node& end, std::uint32_t number) {
    clear(end);
    auto& came = store_.parse(late_.at(number), "template");
    auto* start = came.first_child ? came.first_child : end.is_element() ? nullptr : &end;
    end.is_element() ? put(came, end, nullptr) : put(came, *end.parent, &end);
    hydration_.emplace().cursors[&end] = start;
    hydration_->is_late = true;
}

fake_node& fake_document::claim_text(fake_node* at, fake_node* end, fake_node& parent, const std::string& data) {
    auto& made = store_.make(fake_node::type::text, data);
    if (data.empty()) return put(made, parent, at), made;
    if (!at || !at->is_text() || !at->data.starts_with(data)) do_not_fit(describe_text(data), unless(at, end), parent);
    if (at->data != data) {
        put(store_.make(fake_node::type::text, at->data.substr(data.size())), parent, at->next);
        at->data = data;
    }
    return *at;
}

fake_node* fake_document::claim_static_text(const fake_node& wanted, fake_node* at, fake_node* end, fake_node& parent,
                                            bool is_root) {
    if (is_root) return &claim_text(at, end, parent, wanted.data);
    if (at && at->is_text()) return at;
    auto& made = store_.make(fake_node::type::text, wanted.data);
    put(made, parent, at);
    return &made;
}

fake_node* fake_document::claim_template_hole(const fake_node*& wanted, fake_node* at, fake_node* end,
                                              fake_node& parent, copies_map& found) {
    auto& close = claim_marks(at, end, parent);
    found[wanted] = at;
    wanted = wanted->next;
    if (!wanted->is_text()) {
        hydration_->cursors[&close] = at->next;
    } else {
        auto* inner = at->next;
        if (inner == &close) put(*(inner = &store_.make(fake_node::type::text)), parent, &close);
        if (!inner->is_text()) do_not_fit("text", inner, parent);
        if (inner->next != &close) do_not_fit("<!--]-->", inner->next, parent);
        found[wanted] = inner;
        wanted = wanted->next;
    }
    found[wanted] = &close;
    if (close.next || close.parent == &parent) return close.next;
    return close.parent->next;
}

fake_node* fake_document::claim_element(const dom_template& made, const fake_node& wanted, fake_node* at,
                                        fake_node* end, fake_node& parent, copies_map& found) {
    if (!at || at == end || !at->is_element() || at->name != wanted.name)
        do_not_fit(describe(&wanted), unless(at, end), parent);
    found[&wanted] = at;
    if (made.sole_holes.contains(&wanted)) {
        hydration_->cursors[at] = at->first_child;
    } else if (at->name != "noscript") {
        auto* rest = claim_siblings(made, wanted.first_child, at->first_child, nullptr, *at, found);
        while (rest && rest->is_text()) rest = rest->next;
        if (rest) do_not_fit("nothing more", rest, *at);
    }
    return at->next;
}

/// Walks siblings `wanted` of a template and `at` of the document side by side.
fake_node* fake_document::claim_siblings(const dom_template& made, const fake_node* wanted, fake_node* at,
                                         fake_node* end, fake_node& parent, copies_map& found) {
    bool is_root = wanted && wanted->parent == made.content;
    for (; wanted; wanted = wanted->next) {
        if (wanted->is_text()) {
            auto* text = claim_static_text(*wanted, at, end, parent, is_root);
            found[wanted] = text;
            at = text->next;
            continue;
        }
        while (!is_root && at && at->is_text()) at = at->next;
        at = wanted->is_comment("[") ? claim_template_hole(wanted, at, end, parent, found)
                                     : claim_element(made, *wanted, at, end, parent, found);
    }
    return at;
}

}  // namespace solder::testing
