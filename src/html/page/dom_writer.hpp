#ifndef SOLDER_SRC_HTML_PAGE_DOM_WRITER_HPP
#define SOLDER_SRC_HTML_PAGE_DOM_WRITER_HPP
#include <cstdint>
#include <memory>
#include <solder/core/platform.hpp>
#include <solder/html/dom_commands.hpp>
#include <solder/html/event.hpp>
#include <solder/html/template_info.hpp>
#include <solder/html/view.hpp>
#include <solder/reactive/owner.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder::detail {

using node_id = std::uint32_t;

/// First and last node of a piece of content.
struct dom_range {
    node_id first = 0;
    node_id last = 0;
};

/// A template, and what the document knows of it once it is defined.
struct known_template {
    std::vector<template_hole> holes;  // the same text with other kinds of values is another template
    template_info info;
    bool is_defined = false;
    std::uint32_t id;
    std::uint32_t slot_count = 0;
    std::vector<std::uint32_t> slot_of;  // per hole
    std::vector<std::uint32_t> name_of;  // per hole: interned attribute or event name
};

/// Collects the commands of a turn for the document, and keeps the numbers it knows nodes, names and handlers by.
/// One per thread: a page has one document.
class dom_writer {
public:
    static dom_writer& current();

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
    void forget(node_id base, std::uint32_t count) { forgotten_.push_back({base, count}); }
    /// The same when the current owner ends, which also ends a chain of handlers.
    void forget_with_owner(node_id base, std::uint32_t count, std::uint32_t last_handler = 0);
    /// Stays where it is; not defined yet when nothing of it has been placed.
    known_template& known(const template_head& head, const template_hole* holes);
    void define(known_template& known);
    /// @param name  static
    std::uint32_t intern(std::string_view name);

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

    /// Adds what is to be said at the end of a turn.
    void finish();
    std::span<const std::uint32_t> words() const { return words_; }
    std::string_view text() const { return text_; }
    void sent();

private:
    struct handler_entry {
        event_handler handler;
        owner* scope = nullptr;
        std::uint32_t name = 0;
        std::uint32_t earlier = 0;
    };

    void put(std::uint32_t word) { words_.push_back(word); }
    void put(std::string_view text);
    void put(double number);

    std::vector<std::uint32_t> words_;
    std::string text_;
    std::uint32_t text_units_ = 0;
    node_id next_id_ = 1;
    struct id_block {
        node_id base;
        std::uint32_t count;
    };
    std::vector<id_block> forgotten_;
    std::vector<std::vector<node_id>> free_blocks_;  // by size
    std::vector<std::unique_ptr<known_template>> templates_;
    std::vector<std::string_view> names_;
    std::vector<handler_entry> handlers_;
    std::vector<std::uint32_t> free_handlers_;
    std::vector<std::uint32_t> ended_handlers_;  // since the last flush
};

}  // namespace solder::detail
#endif
