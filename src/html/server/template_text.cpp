#include "template_text.hpp"
#include "escape.hpp"
#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <solder/core/url.hpp>
#include <solder/html/escape.hpp>
#include <solder/reactive/detail/node_pool.hpp>

namespace solder::detail {
namespace {

constexpr std::size_t number_bytes = 32;  // of a number or bool
constexpr std::size_t mark_bytes = hole_start.size() + hole_end.size();
constexpr std::size_t most_kept_bytes = 64 * 1024;

class text_node;

/// Memory of a thread to put texts together in, kept for the next one unless it is unusually large.
struct text_room {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;

    char* take(std::size_t wanted);
};

constinit thread_local text_room room_of_thread;
/// The node whose text stands in the room still, if any.
constinit thread_local text_node* guest_of_room = nullptr;

/// A template that is text. Most are written and gone before another template is described: only those that are not
/// get memory of their own.
class text_node final : public view_node, public pooled {
public:
    explicit text_node(std::string_view text) : text_(text) { guest_of_room = this; }
    ~text_node() override {
        if (guest_of_room == this)
            guest_of_room = nullptr;
        else
            delete[] text_.data();
    }
    bool owns_hole() const override { return false; }
    void write(page_writer& page) override { page.out.append(text_); }
    std::optional<std::string_view> markup() const override { return text_; }

    [[nodiscard]] const char* end() const { return text_.data() + text_.size(); }
    void move_out() {
        auto* own = new char[text_.size()];
        text_.copy(own, text_.size());
        text_ = {own, text_.size()};
        guest_of_room = nullptr;
    }

private:
    std::string_view text_;
};

char* text_room::take(std::size_t wanted) {
    if (guest_of_room && guest_of_room->end() + wanted <= bytes.get() + size)
        return bytes.get() + (guest_of_room->end() - bytes.get());
    if (guest_of_room) guest_of_room->move_out();
    if (wanted > size || size > most_kept_bytes) {
        size = std::max<std::size_t>(wanted, 4096);
        bytes = std::make_unique_for_overwrite<char[]>(size);
    }
    return bytes.get();
}

constexpr std::size_t unknown = static_cast<std::size_t>(-1);

std::size_t room_for_view(const view& content) {
    if (!content) return mark_bytes;
    const auto markup = content.get()->markup();
    return markup ? markup->size() : unknown;
}

std::size_t room_for_views(const std::vector<view>& items) {
    std::size_t all = 0;
    for (const auto& item : items) {
        const auto room = room_for_view(item);
        if (room == unknown) return unknown;
        all += room;
    }
    return all;
}

/// The most that a value takes, `unknown` when it has yet to be computed.
std::size_t room_for(const hole_value& value) {
    struct counter {
        std::size_t operator()(std::monostate) const { return 0; }
        std::size_t operator()(std::string_view text) const { return text.size() * escaped_bytes; }
        std::size_t operator()(std::int64_t) const { return number_bytes; }
        std::size_t operator()(double) const { return number_bytes; }
        std::size_t operator()(bool) const { return number_bytes; }
        std::size_t operator()(const view& content) const { return room_for_view(content); }
        std::size_t operator()(const std::vector<view>& items) const { return room_for_views(items); }
        std::size_t operator()(const raw_html_text& raw) const { return raw.markup().size(); }
        std::size_t operator()(const hole_computation&) const { return unknown; }
        std::size_t operator()(const event_handler&) const { return 0; }
        std::size_t operator()(const element_taker&) const { return 0; }
    };
    return std::visit(counter(), value.of);
}

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::string_view text_in(const hole_value& value) {
    if (auto* borrowed = std::get_if<std::string_view>(&value.of)) return *borrowed;
    if (auto* own = std::get_if<std::string>(&value.of)) return *own;
    return {};
}

bool is_text(const hole_value& value) {
    return std::holds_alternative<std::string_view>(value.of) || std::holds_alternative<std::string>(value.of);
}

}  // namespace

template_text::template_text(const template_info& info, const hole_value* values) : info_(info), values_(values) {
    std::size_t room = info.size;
    for (std::size_t i = 0; i < info.hole_count; ++i) {
        const auto& hole = info.holes[i];
        if (is_for_browser(hole.kind)) continue;
        // A control that is bound looks at what was written before and after it.
        const auto value_room = info.bind ? unknown : room_for(values[i]);
        if (value_room == unknown)
            gaps_[gap_count_++] = {0, static_cast<std::uint8_t>(i)};
        else
            room += value_room + hole.name_length + mark_bytes + 1;
    }
    begin_ = at_ = room_of_thread.take(room);
    write();
}

view template_text::take_view(hole_value* values) const {
    // What has become part of this text.
    for (std::size_t i = 0; i < info_.hole_count; ++i)
        if (values[i].as<view>() || values[i].as<std::vector<view>>()) values[i].of = std::monostate();
    if (guest_of_room) guest_of_room->move_out();
    return view(new text_node(text()));
}

void template_text::write() {
    // Blanks around the whole are no part of it: js/solder.js makes templates without.
    std::size_t at = 0, end = info_.size;
    while (at < end && is_blank(info_.source[at])) ++at;
    std::size_t gap = 0;
    for (std::size_t i = 0; i < info_.hole_count; ++i) {
        const auto& hole = info_.holes[i];
        write_static(at, hole.end);
        at = hole.next;
        if (gap < gap_count_ && gaps_[gap].hole == i)
            gaps_[gap++].at = static_cast<std::uint32_t>(at_ - begin_);
        else if (!is_for_browser(hole.kind))
            write_known(hole, values_[i]);
    }
    while (end > at && is_blank(info_.source[end - 1])) --end;
    write_static(at, end);
}

void template_text::write_static(std::size_t from, std::size_t to) {
    if (!info_.has_brace_escapes) return put({info_.source + from, to - from});
    for (std::size_t i = from; i < to; ++i) {
        const char c = *at_++ = info_.source[i];
        if ((c == '{' || c == '}') && i + 1 < to && info_.source[i + 1] == c) ++i;
    }
}

void template_text::write_known(const template_hole& hole, const hole_value& value) {
    if (hole.kind == hole_kind::child || hole.kind == hole_kind::text) return write_content(hole, value);
    if (hole.kind != hole_kind::boolean) return write_attribute(hole, value);
    if (auto* truth = std::get_if<bool>(&value.of); truth && *truth) put(" "), put(info_.name(hole));
}

void template_text::write_content(const template_hole& hole, const hole_value& value) {
    if (!hole.sole) put(hole_start);
    char* const begin = at_;
    if (is_text(value))
        at_ = write_escaped_text(at_, text_in(value));
    else if (auto* content = std::get_if<view>(&value.of))
        put(*content ? *content->get()->markup() : std::string_view());
    else if (auto* items = std::get_if<std::vector<view>>(&value.of))
        for (const auto& item : *items) write_item(item);
    else if (auto* raw = std::get_if<raw_html_text>(&value.of))
        put(raw->markup());
    else
        write_plain(value);
    if (hole.drops_line_feed && at_ > begin && *begin == '\n') std::copy_backward(begin, at_, at_ + 1), ++at_;
    if (!hole.sole) put(hole_end);
}

void template_text::write_item(const view& item) {
    if (item) return put(*item.get()->markup());
    put(hole_start);
    put(hole_end);
}

void template_text::write_plain(const hole_value& value) {
    if (auto* integer = std::get_if<std::int64_t>(&value.of))
        at_ = std::to_chars(at_, at_ + number_bytes, *integer).ptr;
    else if (auto* truth = std::get_if<bool>(&value.of))
        put(*truth ? "true" : "false");
    else if (auto* number = std::get_if<double>(&value.of))
        write_number(*number);
}

void template_text::write_number(double number) {
    std::string digits;
    append_number_text(digits, number);
    put(digits);
}

void template_text::write_attribute(const template_hole& hole, const hole_value& value) {
    if (value.is_empty()) return;
    auto* truth = hole.kind == hole_kind::truth ? nullptr : std::get_if<bool>(&value.of);
    if (truth && !*truth) return;
    *at_++ = ' ';
    put(info_.name(hole));
    put("=\"");
    if (is_text(value)) {
        const auto text = text_in(value);
        const bool is_refused = hole.kind == hole_kind::url && !text.starts_with('/') && !is_safe_link_scheme(text);
        at_ = write_escaped_attribute(at_, is_refused ? "about:blank" : text);
    } else if (!truth) {
        write_plain(value);
    }
    *at_++ = '"';
}

}  // namespace solder::detail
