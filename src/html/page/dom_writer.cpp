#include "dom_writer.hpp"
#include "rare_commands.hpp"
#include <algorithm>
#include <bit>
#include <solder/core/utf8.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {

dom_writer& dom_writer::current() {
    thread_local dom_writer instance;
    return instance;
}

node_id dom_writer::allocate(std::uint32_t count) {
    if (count < free_blocks_.size() && !free_blocks_[count].empty()) {
        node_id base = free_blocks_[count].back();
        free_blocks_[count].pop_back();
        return base;
    }
    return std::exchange(next_id_, next_id_ + count);
}

void dom_writer::forget_with_owner(node_id base, std::uint32_t count, std::uint32_t last_handler) {
    on_cleanup([base, count, last_handler] {
        current().end_handlers(last_handler);
        current().forget(base, count);
    });
}

void dom_writer::finish() {
    for (auto [base, count] : forgotten_) {
        command(dom_op::forget, base, count);
        if (free_blocks_.size() <= count) free_blocks_.resize(count + 1);
        free_blocks_[count].push_back(base);
    }
    forgotten_.clear();
}

std::uint32_t dom_writer::intern(std::string_view name) {
    for (std::uint32_t i = 0; i < names_.size(); ++i)
        if (names_[i] == name) return i;
    names_.emplace_back(name);
    auto number = static_cast<std::uint32_t>(names_.size() - 1);
    command(dom_op::intern, number, name);
    return number;
}

namespace {

/// The static markup of a template, with an empty marked hole for each hole that is not alone in its element.
std::string static_markup(const template_info& info) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        if (is_piece(hole.kind)) {
            const auto name = info.name(hole);
            if (!name.empty()) info.append_static(out, at, static_cast<std::size_t>(name.data() - info.source));
            at = info.value_end(hole) + 1;
            continue;
        }
        info.append_static(out, at, hole.end);
        if (is_content(hole.kind) && !hole.sole) out += std::string_view("<!--[--><!--]-->");
        at = hole.next;
    }
    info.append_static(out, at, info.size);
    return out;
}

#ifdef NDEBUG
bool is_same_place(const call_site&, const call_site&) { return true; }
void say_place(dom_writer&, const known_template&) {}
#else
// Compilers and linkers keep equal texts once, wherever they are written.
bool is_same_place(const call_site& a, const call_site& b) {
    return a.line() == b.line() && std::string_view(a.file_name()) == b.file_name();
}
void say_place(dom_writer& document, const known_template& known) {
    const auto& place = known.info.place;
    const auto text = std::string(place.file_name()) + ':' + std::to_string(place.line());
    document.command(solder_dom_written_at(), known.id, std::string_view(text));
}
#endif

std::uint32_t slot_word(slot_kind kind, std::uint32_t index) { return static_cast<std::uint32_t>(kind) << 24 | index; }

/// One function for all lists of numbers: `push_back` of a temporary would be another.
void add(std::vector<std::uint32_t>& list, std::uint32_t number) { list.push_back(number); }

}  // namespace

known_template& dom_writer::known(const template_head& head, const template_hole* holes) {
    auto fits = [&](const known_template& t) {
        if (t.info.source != head.source || t.holes.size() != head.hole_count) return false;
        if (!is_same_place(t.info.place, head.place)) return false;
        for (std::size_t i = 0; i < t.holes.size(); ++i)
            if (t.holes[i].kind != holes[i].kind) return false;
        return true;
    };
    for (std::size_t i = 0; i < templates_.size(); ++i) {
        if (!fits(*templates_[i])) continue;
        auto& nearer = templates_[i / 2];  // what is used often is soon found at the start
        std::swap(nearer, templates_[i]);
        return *nearer;
    }
    auto& made = *templates_.emplace_back(std::make_unique<known_template>());
    made.holes.assign(holes, holes + head.hole_count);
    made.info = {head, made.holes.data()};
    made.id = static_cast<std::uint32_t>(templates_.size() - 1);
    return made;
}

void dom_writer::define(known_template& known) {
    known.is_defined = true;
    const auto& info = known.info;
    std::vector<std::uint32_t> slots;
    std::uint32_t content_holes = 0;  // node numbers count these too, the document only elements
    std::uint32_t marked = 0;
    std::uint32_t last_element_node = ~0u;
    for (std::size_t i = 0; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        add(known.name_of, 0);
        if (is_content(hole.kind)) {
            bool text = hole.kind == hole_kind::text;
            if (hole.sole)
                add(slots,
                    slot_word(text ? slot_kind::sole_text : slot_kind::sole_hole, hole.node - content_holes - 1));
            else
                add(slots, slot_word(text ? slot_kind::marked_text : slot_kind::marked_hole, marked++));
            ++content_holes;
        } else {
            auto name = info.name(hole);
            if (hole.kind != hole_kind::ref && !name.empty())
                known.name_of.back() = intern(hole.kind == hole_kind::event ? name.substr(2) : name);
            if (last_element_node != hole.node) add(slots, slot_word(slot_kind::element, hole.node - content_holes));
            last_element_node = hole.node;
        }
        add(known.slot_of, static_cast<std::uint32_t>(slots.size() - 1));
    }
    known.slot_count = static_cast<std::uint32_t>(slots.size());
    command(dom_op::define_template, known.id, std::string_view(static_markup(info)),
            known.slot_count | std::uint32_t{info.root_space} << 24);
    for (auto slot : slots) put(slot);
    say_place(*this, known);
}

std::uint32_t dom_writer::add_handler(event_handler handler, std::uint32_t name, std::uint32_t earlier) {
    std::uint32_t number;
    if (free_handlers_.empty()) {
        handlers_.emplace_back();
        number = static_cast<std::uint32_t>(handlers_.size());
    } else {
        number = free_handlers_.back();
        free_handlers_.pop_back();
    }
    handlers_[number - 1] = {std::move(handler), get_owner(), name, earlier};
    return number;
}

void dom_writer::end_handlers(std::uint32_t last) {
    for (auto number = last; number;) {
        ended_handlers_.push_back(number);
        auto gone = std::exchange(handlers_[number - 1], {});
        number = gone.earlier;
    }
}

void dom_writer::call_handler(std::uint32_t number, event& e) {
    if (number == 0 || number > handlers_.size() || !handlers_[number - 1].handler) return;
    // The handler may end its own scope and with it this entry: what runs must not be destroyed under its feet.
    ref<owner> scope(handlers_[number - 1].scope);
    auto handler = std::move(handlers_[number - 1].handler);
    e.type = names_[handlers_[number - 1].name];
    batch([&] { run_with_owner(scope.get(), [&] { handler(e); }); });
    if (!scope->is_disposed() && number <= handlers_.size() && handlers_[number - 1].scope == scope.get())
        handlers_[number - 1].handler = std::move(handler);
}

namespace {

/// Appends a text, with something else for what is no UTF-8 and for U+0000: what the server body writes, too. Such
/// bytes would be read as more or fewer units than are counted, and shift all texts after this one.
/// @return  UTF-16 code units
std::uint32_t append_readable(std::string& out, std::string_view text) {
    std::uint32_t units = 0;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++units) {
        const auto [length, is_character] = utf8_sequence_at(text, i);
        const auto start = i;
        i += length;
        if (is_character && text[start]) {
            units += length == 4;
            continue;
        }
        out.append(text.substr(copied, start - copied)).append(std::string_view("\xEF\xBF\xBD"));
        copied = i;
    }
    out.append(text.substr(copied));
    return units;
}

}  // namespace

void dom_writer::put(std::string_view text) {
    const auto is_plain = [](unsigned char c) { return c - 1u < 0x7F; };
    auto units = static_cast<std::uint32_t>(text.size());
    if (std::ranges::all_of(text, is_plain))
        text_.append(text);
    else
        units = append_readable(text_, text);
    words_.push_back(text_units_);
    words_.push_back(units);
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
    for (const auto& number : ended_handlers_) free_handlers_.push_back(number);
    ended_handlers_.clear();
    words_.clear();
    text_.clear();
    text_units_ = 0;
}

}  // namespace solder::detail
