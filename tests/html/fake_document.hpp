#ifndef SOLDER_TESTS_HTML_FAKE_DOCUMENT_HPP
#define SOLDER_TESTS_HTML_FAKE_DOCUMENT_HPP
#include "fake_document_nodes.hpp"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder::testing {

/// A document that understands DOM commands as js/interpreter.js does (tests/html/command_cases.json holds both to it),
/// for tests of the page body without a browser. A command that names what is not there throws std::logic_error.
class fake_document {
public:
    /// @param start  what the server sent: the content of the mount element
    /// @param head   and what it wrote in the document's head with `data-head`
    explicit fake_document(std::string_view start = {}, std::string_view head = {});
    fake_document(const fake_document&) = delete;

    void apply(std::span<const std::uint32_t> words, std::string_view text);
    std::uint32_t claim_mark(std::uint32_t hole, char kind);
    /// Content that the server sent later, for `dom_op::take_late`.
    void keep_late(std::uint32_t number, std::string html) { late_[number] = std::move(html); }

    /// The element `<div id="solder-app">`.
    fake_node& mount() { return *mount_; }
    /// Its content.
    std::string html() const { return inner_html(*mount_); }
    /// What was put into the body, after the mount element.
    std::string body() const { return inner_html(*body_); }
    const fake_node* body_content() const { return body_->first_child; }
    /// What is in the document's head besides the title.
    std::string head() const { return inner_html(*head_); }
    /// Throws when nothing has this id.
    fake_node& node(std::uint32_t id) const;
    /// The first element that fits (see `find_all`), in the mount element or else after it; throws when there is none.
    fake_node& find(std::string_view selector);
    /// Numbers of the handlers that an event at `node` reaches, from the inside out.
    std::vector<std::uint32_t> handler_of(const fake_node& node, std::string_view event) const;

    const std::string& title() const { return title_; }
    bool is_ready() const { return is_ready_; }
    /// Whether events bring their details.
    bool tells_details() const { return tells_details_; }
    /// Mismatches, and mounts that were not found, in the words that the browser's console shows.
    const std::vector<std::string>& mismatches() const { return mismatches_; }
    /// Methods called so far, and on what: "focus <input id=\"a\">".
    const std::vector<std::string>& calls() const { return calls_; }
    /// Elements made so far, by templates and raw markup.
    std::size_t elements_created() const { return elements_created_; }
    /// Nodes so far that a command took from one place of the document to another.
    std::size_t nodes_moved() const { return nodes_moved_; }
    /// One more than the highest number that a node ever had.
    std::size_t numbers_used() const { return nodes_.size(); }

private:
    struct dom_template {
        fake_node* content;
        std::string place;  // where it is written, in a debug build
        std::set<const fake_node*> sole_holes;
        std::vector<const fake_node*> ids;  // what base, base + 1, base + 2 ... stand for
    };
    struct hydration {
        std::map<fake_node*, fake_node*> cursors;        // end of a claimed hole -> its next node
        std::set<fake_node*> claimed;                    // slots; texts until they were compared
        std::vector<fake_node*> unclaimed;               // elements of the head
        std::map<const fake_node*, std::string> places;  // of holes and texts: where their templates are written
        bool is_late;                                    // what is taken over came while the program was there
    };
    using copies_map = std::map<const fake_node*, fake_node*>;

    // operands
    std::uint32_t word();
    std::string string();
    double number();
    fake_node& operand() { return node(word()); }
    fake_node& operand_at_rows(bool begins_with_row);
    const std::string& name();
    const dom_template& known_template();

    void step();
    void create_or_hydrate(std::uint32_t op);
    void change_structure(std::uint32_t op);
    void change_node(std::uint32_t op);

    void define_template();
    fake_node& parse_part(std::string_view html, std::uint32_t space);
    void set_node(std::uint32_t id, fake_node* node);
    void create(const dom_template& made, std::uint32_t base);
    void create_markers(std::uint32_t base);
    void place(fake_node& first, fake_node& last, fake_node& parent, fake_node* before);
    void insert(fake_node& end, fake_node& first, fake_node& last);
    void insert_ids(fake_node& end, std::uint32_t first, std::uint32_t last) { insert(end, node(first), node(last)); }
    void clear(fake_node& end);
    /// Where `id` went when its hole was taken over, else `id`.
    std::uint32_t hole_of(std::uint32_t id) const;
    void take_content(std::uint32_t into, std::uint32_t base);
    void set_raw(fake_node& end, std::string_view html);
    void set_text(fake_node& text, const std::string& data);
    void report(std::string words, const std::string& place);
    bool is_in_document(const fake_node& node) const;
    void say_in_head();
    fake_node* first_that_fits(std::string_view selector) const;
    void mount_element(fake_node& element, const std::string& selector);
    void set_property(fake_node& element, const std::string& name, fake_property value);
    void choose(fake_node& control);

    // fake_document_hydration.cpp
    template <class Claim, class Create>
    void adopt(fake_node& end, Claim claim, Create create);
    fake_node* claim_template(const dom_template& made, std::uint32_t base, fake_node* start, fake_node* end,
                              fake_node& parent);
    void adopt_template(const dom_template& made, std::uint32_t base, fake_node& end);
    void adopt_text(std::uint32_t id, fake_node& end, const std::string& data);
    void adopt_markers(std::uint32_t base, fake_node& end);
    void adopt_raw(fake_node& end, std::string_view html);
    void adopt_end(fake_node& end);
    void take_late(fake_node& end, std::uint32_t number);
    fake_node* claim_siblings(const dom_template& made, const fake_node* wanted, fake_node* at, fake_node* end,
                              fake_node& parent, copies_map& found);
    fake_node* claim_static_text(const fake_node& wanted, fake_node* at, fake_node* end, fake_node& parent,
                                 bool is_root);
    fake_node* claim_template_hole(const fake_node*& wanted, fake_node* at, fake_node* end, fake_node& parent,
                                   copies_map& found);
    fake_node* claim_element(const dom_template& made, const fake_node& wanted, fake_node* at, fake_node* end,
                             fake_node& parent, copies_map& found);
    fake_node& claim_text(fake_node* at, fake_node* end, fake_node& parent, const std::string& data);

    std::map<std::uint32_t, std::string> late_;
    fake_node_store store_;
    fake_node* mount_;
    fake_node* head_;
    fake_node* body_;  // but for the mount element
    std::vector<fake_node*> nodes_;
    std::map<std::uint32_t, std::uint32_t> taken_;  // a hole that went into another one -> that
    std::map<std::uint32_t, std::string> names_;
    std::map<std::uint32_t, dom_template> templates_;
    std::optional<hydration> hydration_;
    std::span<const std::uint32_t> words_;
    std::u16string text_;
    std::string title_;
    bool is_ready_ = false;
    bool tells_details_ = false;
    std::vector<std::string> mismatches_;
    std::vector<std::string> calls_;
    std::size_t elements_created_ = 0;
    std::size_t nodes_moved_ = 0;
};

/// As `String(number)` in JavaScript.
std::string javascript_number(double number);
std::u16string utf16_of(std::string_view utf8);
std::string utf8_of(std::u16string_view utf16);
/// The words in which a mismatch names a node; nullptr is "nothing".
std::string describe(const fake_node* node);
std::string describe_text(std::string_view data);
/// The comment `]` that belongs to comment `[`; nullptr when there is none.
fake_node* closing_mark(fake_node& open);

}  // namespace solder::testing
#endif
