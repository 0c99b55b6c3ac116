#include "dom_writer.hpp"
#include "rare_commands.hpp"
#include <algorithm>
#include <bit>
#include <cstring>
#include <solder/core/utf8.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {

namespace {

thread_local dom_writer of_this_page;

/// Blocks of up to 16 ids are kept by their size, larger ones by powers of two.
std::size_t class_of(std::uint32_t count) {
    return count <= 16 ? count : 12 + static_cast<std::size_t>(std::bit_width(count - 1));
}
std::uint32_t size_of_class(std::uint32_t count) { return count <= 16 ? count : std::bit_ceil(count); }

}  // namespace

dom_writer& dom_writer::current() { return of_this_page; }

dom_writer& dom_writer::operator=(dom_writer&& other) noexcept {
    std::destroy_at(this);
    return *std::construct_at(this, std::move(other));
}

dom_writer::~dom_writer() {
    for (auto* entry : handlers_) delete entry;
}

void plain_storage::grow(std::size_t item_bytes, std::size_t more) {
    const auto room = std::max<std::size_t>({8, std::size_t{room_} * 2, size_ + more});
    auto wider = std::make_unique_for_overwrite<std::byte[]>(room * item_bytes);
    if (size_ > 0) std::memcpy(wider.get(), bytes_.get(), size_ * item_bytes);
    bytes_ = std::move(wider);
    room_ = static_cast<std::uint32_t>(room);
}

node_id dom_writer::allocate(std::uint32_t count) {
    auto& free = free_blocks_[class_of(count)];
    if (!free.empty()) return free.take_last();
    return std::exchange(next_id_, next_id_ + size_of_class(count));
}

void dom_writer::forget_with_owner(node_id base, std::uint32_t count, std::uint32_t last_handler) {
    on_cleanup([base, count, last_handler] {
        current().end_handlers(last_handler);
        current().forget(base, count);
    });
}

void dom_writer::finish() {
    for (const auto [base, count] : forgotten_) {
        command(dom_op::forget, base, count);
        free_blocks_[class_of(count)].push(base);
    }
    forgotten_.clear();
}

std::uint32_t dom_writer::intern(std::string_view name) {
    for (std::uint32_t i = 0; i < names_.size(); ++i)
        if (names_[i] == name) return i;
    const auto number = names_.size();
    names_.push(name);
    command(dom_op::intern, number, name);
    return number;
}

namespace {

/// What the glue is to give a number to: the name of an attribute or, without `on`, of an event. Of pieces the first
/// has one.
std::string_view name_in(const template_info& info, const template_hole& hole) {
    if (hole.kind == hole_kind::ref || hole.name_length == 0) return {};
    if (is_piece(hole.kind)) return info.special->name(info, hole);
    const auto name = info.name_of_whole(hole);
    return hole.kind == hole_kind::event ? name.substr(2) : name;
}

#ifdef NDEBUG
bool is_same_place(const template_head&, const template_head&) { return true; }
void say_place(dom_writer&, const known_template&) {}
#else
// Compilers and linkers keep equal texts once, wherever they are written.
bool is_same_place(const template_head& a, const template_head& b) {
    return a.place.line() == b.place.line() && std::string_view(a.place.file_name()) == b.place.file_name();
}
void say_place(dom_writer& document, const known_template& known) {
    const auto& place = known.info.place;
    const auto text = std::string(place.file_name()) + ':' + std::to_string(place.line());
    document.command(solder_dom_written_at(), known.id, std::string_view(text));
}
#endif

std::uint32_t slot_word(slot_kind kind, std::uint32_t index) { return static_cast<std::uint32_t>(kind) << 24 | index; }

}  // namespace

known_template& dom_writer::known(const template_head& head, const template_hole* holes) {
    const auto fits = [&](const template_info& known) {
        if (known.source != head.source || known.hole_count != head.hole_count) return false;
        if (known.bind != head.bind) return false;  // equal texts are kept once, and may be bound to other types
        if (!is_same_place(known, head)) return false;
        for (std::size_t i = 0; i < head.hole_count; ++i)
            if (known.holes[i].kind != holes[i].kind) return false;
        return true;
    };
    auto* at = &templates_;
    while (*at && !fits((*at)->info)) at = &(*at)->next;
    if (!*at) {
        auto& made = *(*at = std::make_unique<known_template>());
        made.holes = std::make_unique_for_overwrite<template_hole[]>(head.hole_count);
        std::copy_n(holes, head.hole_count, made.holes.get());
        made.info = {head, made.holes.get()};
        made.id = template_count_++;
    }
    auto& found = (*at)->next;
    std::swap(*at, found);
    std::swap(found, templates_);  // to the front
    return *templates_;
}

void dom_writer::define(known_template& known) {
    const auto& info = known.info;
    known.places = std::make_unique<known_template::hole_place[]>(info.hole_count);
    for (std::size_t i = 0; i < info.hole_count; ++i)
        if (const auto name = name_in(info, info.holes[i]); !name.empty()) known.places[i].name = intern(name);
    command(dom_op::define_template, known.id);
    put_text([&] { add_markup(info); });
    const auto count_at = words_.size();
    put(std::uint32_t{0});
    put_slots(known);
    words_[count_at] = known.slot_count | std::uint32_t{info.root_space} << 24;
    say_place(*this, known);
}

/// The static markup, with an empty marked hole for each hole that is not alone in its element.
void dom_writer::add_markup(const template_info& info) {
    if (info.special) return add(info.special->markup(info));
    std::size_t at = 0;
    for (std::size_t i = 0; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        add(info.text().substr(at, hole.end - at));
        if (is_content(hole.kind) && !hole.sole) add(empty_marked_hole);
        at = hole.next;
    }
    add(info.text().substr(at));
}

void dom_writer::put_slots(known_template& known) {
    std::uint32_t content_holes = 0;  // node numbers count these too, the document only elements
    std::uint32_t marked = 0;
    std::uint32_t last_element_node = ~0u;
    for (std::size_t i = 0; i < known.info.hole_count; ++i) {
        const auto& hole = known.info.holes[i];
        if (is_content(hole.kind)) {
            const bool text = hole.kind == hole_kind::text;
            put(hole.sole ? slot_word(text ? slot_kind::sole_text : slot_kind::sole_hole, hole.node - content_holes - 1)
                          : slot_word(text ? slot_kind::marked_text : slot_kind::marked_hole, marked++));
            ++content_holes;
            ++known.slot_count;
        } else if (std::exchange(last_element_node, hole.node) != hole.node) {
            put(slot_word(slot_kind::element, hole.node - content_holes));
            ++known.slot_count;
        }
        known.places[i].slot = known.slot_count - 1;
    }
}

std::uint32_t dom_writer::add_handler(event_handler handler, std::uint32_t name, std::uint32_t earlier) {
    if (free_handlers_.empty()) {
        handlers_.push(nullptr);
        free_handlers_.push(handlers_.size());
    }
    const auto number = free_handlers_.take_last();
    handlers_[number - 1] = new handler_entry{std::move(handler), get_owner(), name, earlier};
    return number;
}

void dom_writer::end_handlers(std::uint32_t last) {
    for (auto number = last; number;) {
        ended_handlers_.push(number);
        const std::unique_ptr<handler_entry> gone(std::exchange(handlers_[number - 1], nullptr));
        number = gone->earlier;
    }
}

void dom_writer::call_handler(std::uint32_t number, event& e) {
    if (number == 0 || number > handlers_.size() || !handlers_[number - 1]) return;
    auto& called = *handlers_[number - 1];
    // The handler may end its own scope and with it this entry: what runs must not be destroyed under its feet.
    ref<owner> scope(called.scope);
    if (!called.handler) return;  // it runs
    auto handler = std::move(called.handler);
    e.type = names_[called.name];
    batch([&] { run_with_owner(scope.get(), [&] { handler(e); }); });
    if (auto* now = handlers_[number - 1]; !scope->is_disposed() && now && now->scope == scope.get())
        now->handler = std::move(handler);
}

/// Adds a text, with something else for what is no UTF-8 and for U+0000: what the server body writes, too. Such bytes
/// would be read as more or fewer UTF-16 code units than are counted, and shift all texts after this one.
void dom_writer::add(std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::uint32_t units = 0;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++units) {
        if (text[i] - 1u < 0x7F) {
            ++i;
            continue;
        }
        const auto [length, is_character] = utf8_sequence_at(text, i);
        const auto start = i;
        i += length;
        if (is_character && text[start]) {
            units += length == 4;
            continue;
        }
        text_.append(text.data() + copied, start - copied);
        text_.append(replacement.data(), replacement.size());
        copied = i;
    }
    text_.append(text.data() + copied, text.size() - copied);
    text_units_ += units;
}

void dom_writer::put(double number) {
    auto bits = std::bit_cast<std::uint64_t>(number);
    put(static_cast<std::uint32_t>(bits));
    put(static_cast<std::uint32_t>(bits >> 32));
}

void dom_writer::sent() {
    // Not before: events of what was shown up to now may still be on their way to the numbers that ended. Those that
    // this flush set off come later; js/screen.js drops them.
    for (const auto number : ended_handlers_) free_handlers_.push(number);
    ended_handlers_.clear();
    words_.clear();
    text_.clear();
    text_units_ = 0;
}

}  // namespace solder::detail
