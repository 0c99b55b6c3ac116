#include "fake_document.hpp"
#include <algorithm>
#include <bit>
#include <solder/html/dom_commands.hpp>
#include <solder/wire/json.hpp>
#include <stdexcept>

namespace solder::testing {
namespace {

std::size_t count_elements(const fake_node& node) {
    std::size_t count = node.is_element();
    for (auto* child = node.first_child; child; child = child->next) count += count_elements(*child);
    return count;
}

/// Elements and comments `[` inside `node`, in document order.
void list_nodes(fake_node& node, std::vector<fake_node*>& elements, std::vector<fake_node*>& marks) {
    for (auto* child = node.first_child; child; child = child->next) {
        if (child->is_element()) elements.push_back(child);
        if (child->is_comment("[")) marks.push_back(child);
        if (child->name != "template") list_nodes(*child, elements, marks);
    }
}

std::string_view trimmed(std::string_view html) {
    auto first = html.find_first_not_of("\t\n\f\r ");
    if (first == std::string_view::npos) return {};
    return html.substr(first, html.find_last_not_of("\t\n\f\r ") + 1 - first);
}

}  // namespace

fake_node* closing_mark(fake_node& open) {
    int depth = 0;
    for (auto* node = &open; node; node = node->next) {
        if (node->is_comment("[")) ++depth;
        if (node->is_comment("]") && --depth == 0) return node;
    }
    return nullptr;
}

fake_document::fake_document(std::string_view start, std::string_view head)
    : mount_(&store_.make(fake_node::type::element, "div")),
      head_(&store_.make(fake_node::type::element, "head")),
      body_(&store_.make(fake_node::type::element, "body")) {
    put(store_.parse(head, "div"), *head_, nullptr);
    mount_->set_attribute("id", "solder-app");
    put(store_.parse(start, "div"), *mount_, nullptr);
    nodes_.push_back(mount_);
}

std::uint32_t fake_document::hole_of(std::uint32_t id) const {
    for (auto found = taken_.find(id); found != taken_.end(); found = taken_.find(id)) id = found->second;
    return id;
}

fake_node& fake_document::node(std::uint32_t id) const {
    id = hole_of(id);
    if (id >= nodes_.size() || !nodes_[id]) throw std::logic_error("no node has the id " + std::to_string(id));
    return *nodes_[id];
}

fake_node* fake_document::first_that_fits(std::string_view selector) const {
    auto found = find_all(*mount_, selector);
    if (found.empty()) found = find_all(*body_, selector);
    return found.empty() ? nullptr : found.front();
}

fake_node& fake_document::find(std::string_view selector) {
    if (auto* found = first_that_fits(selector)) return *found;
    throw std::logic_error("no element fits " + std::string(selector) + " in " + html() + body());
}

std::vector<std::uint32_t> fake_document::handler_of(const fake_node& node, std::string_view event) const {
    std::vector<std::uint32_t> numbers;
    for (auto* at = &node; at; at = at->parent)
        if (auto found = at->handlers.find(std::string(event)); found != at->handlers.end())
            if (found->second) numbers.push_back(found->second);
    return numbers;
}

void fake_document::apply(std::span<const std::uint32_t> words, std::string_view text) {
    words_ = words;
    text_ = utf16_of(text);
    while (!words_.empty()) step();
}

std::uint32_t fake_document::word() {
    if (words_.empty()) throw std::logic_error("a command lacks operands");
    auto first = words_.front();
    words_ = words_.subspan(1);
    return first;
}

std::string fake_document::string() {
    auto from = word();
    auto length = word();
    if (from > text_.size() || length > text_.size() - from) throw std::logic_error("a string lies outside the text");
    return utf8_of(std::u16string_view(text_).substr(from, length));
}

double fake_document::number() {
    std::uint64_t low = word();
    return std::bit_cast<double>(low | static_cast<std::uint64_t>(word()) << 32);
}

const std::string& fake_document::name() {
    auto found = names_.find(word());
    if (found == names_.end()) throw std::logic_error("a name was not interned");
    return found->second;
}

const fake_document::dom_template& fake_document::known_template() {
    auto found = templates_.find(word());
    if (found == templates_.end()) throw std::logic_error("a template was not defined");
    return found->second;
}

void fake_document::step() {
    auto op = word();
    if (op == 0 || op > static_cast<std::uint32_t>(dom_op::kept_number))
        throw std::logic_error("no command has the number " + std::to_string(op));
    if (op <= static_cast<std::uint32_t>(dom_op::adopt_markers))
        create_or_hydrate(op);
    else if (op <= static_cast<std::uint32_t>(dom_op::adopt_end))
        change_structure(op);
    else
        change_node(op);
}

void fake_document::create_or_hydrate(std::uint32_t op) {
    switch (static_cast<dom_op>(op)) {
        case dom_op::intern: {
            auto number = word();
            names_[number] = string();
            return;
        }
        case dom_op::define_template:
            return define_template();
        case dom_op::create: {
            auto& made = known_template();
            return create(made, word());
        }
        case dom_op::adopt: {
            auto& made = known_template();
            auto base = word();
            auto* first = made.content->first_child;
            return adopt_template(made, base, operand_at_rows(first && first->name == "tr"));
        }
        case dom_op::create_text: {
            auto id = word();
            return set_node(id, &store_.make(fake_node::type::text, string()));
        }
        case dom_op::adopt_text: {
            auto id = word();
            auto& end = operand();
            return adopt_text(id, end, string());
        }
        case dom_op::create_markers:
            return create_markers(word());
        default: {
            auto base = word();
            return adopt_markers(base, operand_at_rows(false));
        }
    }
}

void fake_document::change_structure(std::uint32_t op) {
    auto first_operand = word();
    auto& target = node(first_operand);
    switch (static_cast<dom_op>(op)) {
        case dom_op::insert: {
            auto& first = operand();
            return insert(target, first, operand());
        }
        case dom_op::insert_before: {
            auto& before = operand();
            auto& first = operand();
            auto& last = operand();
            const bool is_there = before.parent == (target.is_element() ? &target : target.parent);
            return is_there ? place(first, last, *before.parent, &before) : insert(target, first, last);
        }
        case dom_op::remove: {
            auto& box = store_.make(fake_node::type::fragment);
            auto& last = operand();
            for (auto* at = &target;;) {
                auto* next = at->next;
                put(*at, box, nullptr);
                if (at == &last) return;
                if (!(at = next)) throw std::logic_error("remove: last does not follow first");
            }
        }
        case dom_op::clear:
            return clear(target);
        case dom_op::take_content:
            return take_content(first_operand, word());
        case dom_op::forget:
            for (auto count = word(); count > 0; --count) set_node(first_operand++, nullptr);
            return;
        case dom_op::raw:
            return set_raw(target, string());
        case dom_op::adopt_raw:
            return adopt_raw(target, string());
        default:
            return adopt_end(target);
    }
}

void fake_document::change_node(std::uint32_t op) {
    switch (static_cast<dom_op>(op)) {
        case dom_op::title:
            title_ = string();
            return;
        case dom_op::hydrate:
            hydration_.emplace().cursors[mount_] = mount_->first_child;
            for (auto* at = head_->first_child; at; at = at->next) hydration_->unclaimed.push_back(at);
            return;
        case dom_op::hydrated:
            for (auto* left : hydration_->unclaimed) take_out(*left);
            return hydration_.reset();
        case dom_op::take_late: {
            auto& hole = operand();
            return take_late(hole, word());
        }
        case dom_op::leave: {
            auto& hole = operand();
            if (hydration_) hydration_->cursors.erase(&hole);
            return;
        }
        case dom_op::head:
            return say_in_head();
        case dom_op::ready:
            is_ready_ = true;
            return;
        case dom_op::details:
            tells_details_ = true;
            return;
        case dom_op::written_at: {
            auto& known = templates_.at(word());
            known.place = string();
            return;
        }
        default:
            break;
    }
    auto& target = operand();
    if (op == static_cast<std::uint32_t>(dom_op::text)) return set_text(target, string());
    if (op == static_cast<std::uint32_t>(dom_op::text_number)) return set_text(target, javascript_number(number()));
    if (!target.is_element()) throw std::logic_error("an element is wanted, not " + describe(&target));
    if (op == static_cast<std::uint32_t>(dom_op::mount)) return mount_element(target, string());
    if (op == static_cast<std::uint32_t>(dom_op::choose)) return choose(target);
    const auto& key = name();
    switch (static_cast<dom_op>(op)) {
        case dom_op::attribute:
            return target.set_attribute(key, string());
        case dom_op::remove_attribute:
            return target.remove_attribute(key);
        case dom_op::call:
            calls_.push_back(key + string() + " " + describe(&target));
            return;
        case dom_op::property_text:
        case dom_op::kept_text:
            return set_property(target, key, string());
        case dom_op::property_boolean:
        case dom_op::kept_boolean:
            return set_property(target, key, word() == 1);
        case dom_op::attribute_number:
            return target.set_attribute(key, javascript_number(number()));
        case dom_op::property_number:
        case dom_op::kept_number:
            if (key == "defaultValue") return set_property(target, key, javascript_number(number()));
            target.properties[key] = number();
            return;
        default:
            target.handlers[key] = word();
    }
}

/// `defaultValue`, `defaultChecked` and `open` stand for what is in the markup.
void fake_document::set_property(fake_node& element, const std::string& name, fake_property value) {
    if (name == "open" && hydration_ && hydration_->claimed.contains(&element)) return;
    if (name == "defaultChecked" || name == "open") {
        const std::string attribute = name == "open" ? name : "checked";
        element.remove_attribute(attribute);
        if (std::get<bool>(value)) element.set_attribute(attribute, "");
    } else if (name == "defaultValue" && element.name == "textarea") {
        clear(element);
        put(store_.make(fake_node::type::text, std::get<std::string>(value)), element, nullptr);
    } else if (name == "defaultValue") {
        element.set_attribute("value", std::get<std::string>(value));
    } else {
        element.properties[name] = std::move(value);
    }
}

void fake_document::choose(fake_node& control) {
    const auto value = string();
    const bool is_first = word() == 1;
    if (control.name != "select") {
        auto* own = control.attribute("value");
        return set_property(control, is_first ? "defaultChecked" : "checked", own && *own == value);
    }
    std::vector<std::string> values{value};
    if (control.attribute("multiple")) values = from_json<std::vector<std::string>>(value).value();
    for (auto* option : find_all(control, "option")) {
        auto* own = option->attribute("value");
        if (!is_first) continue;
        option->remove_attribute("selected");
        if (std::ranges::find(values, own ? *own : option->text_content()) != values.end())
            option->set_attribute("selected", "");
    }
    if (!is_first || !hydration_) control.properties["value"] = value;
}

void fake_document::say_in_head() {
    auto id = word();
    auto& made = store_.make(fake_node::type::element, string());
    for (auto count = word(); count > 0; --count) {
        auto name = string();
        made.set_attribute(name, string());
    }
    made.set_attribute("data-head", "");
    if (hydration_) {
        auto is_equal = [&](fake_node* left) { return outer_html(*left) == outer_html(made); };
        auto found = std::ranges::find_if(hydration_->unclaimed, is_equal);
        if (found != hydration_->unclaimed.end()) {
            set_node(id, *found);
            hydration_->unclaimed.erase(found);
            return;
        }
    }
    ++elements_created_;
    put(made, *head_, nullptr);
    set_node(id, &made);
}

void fake_document::mount_element(fake_node& element, const std::string& selector) {
    auto* found = selector == "body" ? body_ : first_that_fits(selector);
    if (!found)
        mismatches_.push_back("solder: no element fits \"" + selector +
                              "\": a portal is at the end of the body instead");
    nodes_moved_ += is_in_document(element);
    put(element, found ? *found : *body_, nullptr);
}

fake_node& fake_document::parse_part(std::string_view html, std::uint32_t space) {
    if (space == 0) return store_.parse(html, "template");
    const std::string around = space == 1 ? "svg" : "math";
    auto& whole = store_.parse("<" + around + ">" + std::string(html) + "</" + around + ">", "template");
    auto& part = store_.make(fake_node::type::fragment);
    while (whole.first_child->first_child) put(*whole.first_child->first_child, part, nullptr);
    return part;
}

void fake_document::define_template() {
    auto id = word();
    auto html = string();
    auto& made = templates_[id];
    auto count = word();
    made = {&parse_part(trimmed(html), count >> 24), {}, {}, {}};
    if (!made.content->first_child) put(store_.make(fake_node::type::text), *made.content, nullptr);
    std::vector<std::uint32_t> slots(count & 0xffffff);
    for (auto& slot : slots) slot = word();
    std::vector<fake_node*> elements, marks;  // as they are before texts are added
    list_nodes(*made.content, elements, marks);
    std::vector<const fake_node*> nodes;
    for (auto slot : slots) {
        auto kind = static_cast<slot_kind>(slot >> 24);
        bool is_marked = kind == slot_kind::marked_hole || kind == slot_kind::marked_text;
        auto& list = is_marked ? marks : elements;
        if ((slot & 0xffffff) >= list.size()) throw std::logic_error("a slot names nothing in " + html);
        auto* at = list[slot & 0xffffff];
        auto text = [&] { return &store_.make(fake_node::type::text); };
        if (kind == slot_kind::sole_hole) made.sole_holes.insert(at);
        if (kind == slot_kind::sole_text) put(*text(), *at, nullptr), at = at->last_child;
        if (kind == slot_kind::marked_text) put(*text(), *at->parent, at->next);
        nodes.push_back(is_marked ? at->next : at);
    }
    made.ids = {made.content->first_child, made.content->last_child};
    made.ids.insert(made.ids.end(), nodes.begin(), nodes.end());
}

void fake_document::set_node(std::uint32_t id, fake_node* node) {
    if (id >= nodes_.size()) nodes_.resize(id + 1);
    nodes_[id] = node;
    taken_.erase(id);
}

void fake_document::create(const dom_template& made, std::uint32_t base) {
    copies_map copies;
    elements_created_ += count_elements(store_.clone(*made.content, copies));
    for (auto* wanted : made.ids) set_node(base++, copies.at(wanted));
}

void fake_document::create_markers(std::uint32_t base) {
    auto& box = store_.make(fake_node::type::fragment);
    for (auto* data : {"[", "]"}) {
        auto& mark = store_.make(fake_node::type::comment, data);
        put(mark, box, nullptr);
        set_node(base++, &mark);
    }
}

bool fake_document::is_in_document(const fake_node& node) const {
    auto* at = &node;
    while (at->parent) at = at->parent;
    return at == mount_ || at == body_;
}

void fake_document::place(fake_node& first, fake_node& last, fake_node& parent, fake_node* before) {
    for (auto* at = &first;;) {
        auto* next = at->next;
        nodes_moved_ += is_in_document(*at);
        put(*at, parent, before);
        if (at == &last) return;
        at = next;
        if (!at || at == before || at == &first)
            throw std::logic_error("the last node of a range does not follow the first");
    }
}

void fake_document::insert(fake_node& end, fake_node& first, fake_node& last) {
    if (end.is_element()) return place(first, last, end, nullptr);
    if (!end.is_comment("]") || !end.parent) throw std::logic_error("not a hole: " + describe(&end));
    place(first, last, *end.parent, &end);
}

void fake_document::clear(fake_node& end) {
    if (end.is_element()) {
        while (end.first_child) take_out(*end.first_child);
        return;
    }
    for (int depth = 1; auto* at = end.previous; take_out(*at)) {
        if (at->is_comment("]")) ++depth;
        if (at->is_comment("[") && --depth == 0) return;
    }
    throw std::logic_error("clear: the hole does not begin");
}

void fake_document::take_content(std::uint32_t into, std::uint32_t base) {
    auto& hole = node(into);
    auto& first = *node(base).next;
    auto& end = node(base + 1);
    clear(hole);
    if (&first != &end) insert(hole, first, *end.previous);
    taken_[base + 1] = hole_of(into);
}

void fake_document::set_raw(fake_node& end, std::string_view html) {
    clear(end);
    auto& made = store_.parse(html, end.is_element() ? std::string_view(end.name) : "template");
    elements_created_ += count_elements(made);
    if (end.is_element())
        put(made, end, nullptr);
    else
        put(made, *end.parent, &end);
}

void fake_document::set_text(fake_node& text, const std::string& data) {
    if (!text.is_text()) throw std::logic_error("a text is wanted, not " + describe(&text));
    if (hydration_ && hydration_->claimed.erase(&text) && text.data != data)
        report("hydration mismatch: expected " + describe_text(data) + ", found " + describe(&text) + " in " +
                   describe(text.parent),
               hydration_->places[&text]);
    text.data = data;
}

void fake_document::report(std::string words, const std::string& place) {
    if (!place.empty()) words += " (" + place + ")";
    mismatches_.push_back(std::move(words));
}

}  // namespace solder::testing
