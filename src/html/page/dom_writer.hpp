#ifndef SOLDER_SRC_HTML_PAGE_DOM_WRITER_HPP
#define SOLDER_SRC_HTML_PAGE_DOM_WRITER_HPP
#include "plain_list.hpp"
#include <cstdint>
#include <memory>
#include <solder/core/platform.hpp>
#include <solder/html/dom_commands.hpp>
#include <solder/html/event.hpp>
#include <solder/html/template_info.hpp>
#include <solder/html/view.hpp>
#include <solder/reactive/owner.hpp>
#include <span>
#include <string_view>

namespace solder::detail {

using node_id = std::uint32_t;

/// First and last node of a piece of content.
struct dom_range {
    node_id first = 0;
    node_id last = 0;
};

/// A marked hole in which nothing is yet.
inline constexpr std::string_view empty_marked_hole = "<!--[--><!--]-->";

/// A template, and what the document knows of it once it is defined.
struct known_template {
    struct hole_place {
        std::uint32_t slot;
        std::uint32_t name;  // interned, of an attribute or event
    };
    template_info info;
    std::unique_ptr<template_hole[]> holes;  // the same text with other kinds of values is another template
    std::unique_ptr<hole_place[]> places;    // per hole; null: not defined yet
    std::uint32_t id = 0;
    std::uint32_t slot_count = 0;
    std::unique_ptr<known_template> next;
};

/// Collects the commands of a turn for the document, and keeps the numbers it knows nodes, names and handlers by.
/// One per thread: a page has one document.
class dom_writer {
public:
    static dom_writer& current();
    dom_writer() = default;
    dom_writer(dom_writer&&) = default;
    dom_writer& operator=(dom_writer&& other) noexcept;
    ~dom_writer();

    /// While true the page takes over what the server rendered instead of creating it. A variable of its own: a program
    /// that never sets it is linked without what it is for.
    static inline constinit SOLDER_PER_THREAD bool hydrating = false;
    /// What a server ran is run once more, aside, to learn what came of it there.
    static inline constinit SOLDER_PER_THREAD bool repeats_server = false;
    /// What is made now has to be what a server made.
    static bool follows_server() { return hydrating || repeats_server; }

    node_id allocate(std::uint32_t count);
    /// Gives ids back at the end of the turn: what takes the nodes out of the document may come after what they were
    /// made for has ended.
    void forget(node_id base, std::uint32_t count) { forgotten_.push({base, count}); }
    /// The same when the current owner ends, which also ends a chain of handlers.
    void forget_with_owner(node_id base, std::uint32_t count, std::uint32_t last_handler = 0);
    /// Stays where it is; not defined yet when nothing of it has been placed.
    known_template& known(const template_head& head, const template_hole* holes);
    void define(known_template& known);
    /// @param name  static
    std::uint32_t intern(std::string_view name);
    [[nodiscard]] std::string_view name(std::uint32_t number) const { return names_[number]; }

    template <class... Operands>
    void command(dom_op op, Operands... operands) {
        put(static_cast<std::uint32_t>(op));
        (put(operands), ...);
    }
    /// More operands of the last command.
    template <class... Operands>
    void operands(Operands... more) {
        (put(more), ...);
    }
    void insert(node_id hole, dom_range content) { command(dom_op::insert, hole, content.first, content.last); }

    /// A number for `handler`, which runs in the current owner and is to be ended by `forget_with_owner`.
    /// @param name     of the event, interned
    /// @param earlier  the handler that ends with it; 0: none
    std::uint32_t add_handler(event_handler handler, std::uint32_t name, std::uint32_t earlier);
    /// Ends a handler and those before it.
    void end_handlers(std::uint32_t last);
    void call_handler(std::uint32_t number, event& e);

    bool hands_over_details = false;  ///< of custom events: the document was told to

    /// Adds what is to be said at the end of a turn.
    void finish();
    std::span<const std::uint32_t> words() const { return words_; }
    std::string_view text() const { return {text_.begin(), text_.size()}; }
    void sent();

private:
    struct handler_entry {
        event_handler handler;
        owner* scope;
        std::uint32_t name;
        std::uint32_t earlier;
    };
    struct id_block {
        node_id base;
        std::uint32_t count;
    };

    void put(std::uint32_t word) { words_.push(word); }
    void put(double number);
    void put(std::string_view text) {
        put_text([&] { add(text); });
    }
    /// A text, all that `write` adds.
    template <class Write>
    void put_text(Write write) {
        const auto from = text_units_;
        put(from);
        const auto units_at = words_.size();
        put(std::uint32_t{0});
        write();
        words_[units_at] = text_units_ - from;
    }
    void add(std::string_view text);
    void add_markup(const template_info& info);
    void put_slots(known_template& known);

    plain_list<std::uint32_t> words_;
    plain_list<char> text_;
    std::uint32_t text_units_ = 0;
    node_id next_id_ = 1;
    plain_list<id_block> forgotten_;
    plain_list<node_id> free_blocks_[33];        // by class of size
    std::unique_ptr<known_template> templates_;  // what is used often is found soon
    std::uint32_t template_count_ = 0;
    plain_list<std::string_view> names_;
    plain_list<handler_entry*> handlers_;  // by number; owned; null: ended
    plain_list<std::uint32_t> free_handlers_;
    plain_list<std::uint32_t> ended_handlers_;  // since the last flush
};

}  // namespace solder::detail
#endif
