#include "fake_document_nodes.hpp"
#include <algorithm>

namespace solder::testing {
namespace {

auto attribute_named(auto& attributes, std::string_view name) {
    return std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == name; });
}

}  // namespace

const std::string* fake_node::attribute(std::string_view name) const {
    auto found = attribute_named(attributes, name);
    return found == attributes.end() ? nullptr : &found->second;
}

void fake_node::set_attribute(std::string_view name, std::string_view value) {
    auto found = attribute_named(attributes, name);
    if (found == attributes.end())
        attributes.emplace_back(name, value);
    else
        found->second = value;
}

void fake_node::remove_attribute(std::string_view name) {
    std::erase_if(attributes, [&](const auto& a) { return a.first == name; });
}

std::string fake_node::text_content() const {
    if (is_text()) return data;
    std::string out;
    for (auto* child = first_child; child; child = child->next)
        if (child->is != type::comment) out += child->text_content();
    return out;
}

fake_node& fake_node_store::make(fake_node::type is, std::string_view name_or_data) {
    auto& node = nodes_.emplace_back();
    node.is = is;
    (node.is_element() ? node.name : node.data) = name_or_data;
    return node;
}

fake_node& fake_node_store::clone(const fake_node& node, std::map<const fake_node*, fake_node*>& copies) {
    auto& copy = make(node.is, node.is_element() ? node.name : node.data);
    copy.attributes = node.attributes;
    copies[&node] = &copy;
    for (auto* child = node.first_child; child; child = child->next) put(clone(*child, copies), copy, nullptr);
    return copy;
}

void take_out(fake_node& node) {
    if (!node.parent) return;
    (node.previous ? node.previous->next : node.parent->first_child) = node.next;
    (node.next ? node.next->previous : node.parent->last_child) = node.previous;
    node.parent = node.previous = node.next = nullptr;
}

void put(fake_node& node, fake_node& parent, fake_node* before) {
    if (node.is == fake_node::type::fragment) {
        while (node.first_child) put(*node.first_child, parent, before);
        return;
    }
    if (before == &node) before = node.next;
    take_out(node);
    node.parent = &parent;
    node.next = before;
    node.previous = before ? before->previous : parent.last_child;
    (node.previous ? node.previous->next : parent.first_child) = &node;
    (before ? before->previous : parent.last_child) = &node;
}

namespace {

bool is_one_of(std::string_view name, std::string_view names) {
    return (" " + std::string(names) + " ").find(" " + std::string(name) + " ") != std::string::npos;
}

std::string escaped(std::string_view text, bool in_attribute) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '&')
            out += "&amp;";
        else if (text.substr(i).starts_with("\u00a0"))
            out += "&nbsp;", ++i;
        else if (c == '"' && in_attribute)
            out += "&quot;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

bool is_raw_text(const fake_node* parent) {
    return parent && parent->is_element() &&
           is_one_of(parent->name, "script style xmp iframe noembed noframes noscript");
}

}  // namespace

std::string inner_html(const fake_node& node) {
    std::string out;
    for (auto* child = node.first_child; child; child = child->next) out += outer_html(*child);
    return out;
}

std::string outer_html(const fake_node& node) {
    if (node.is_text()) return is_raw_text(node.parent) ? node.data : escaped(node.data, false);
    if (node.is == fake_node::type::comment) return "<!--" + node.data + "-->";
    if (!node.is_element()) return inner_html(node);
    std::string out = "<" + node.name;
    for (const auto& [name, value] : node.attributes) out += " " + name + "=\"" + escaped(value, true) + "\"";
    out += ">";
    if (is_one_of(node.name, "area base br col embed hr img input link meta source track wbr")) return out;
    return out + inner_html(node) + "</" + node.name + ">";
}

namespace {

bool has_class(const fake_node& node, std::string_view name) {
    auto* classes = node.attribute("class");
    return classes && is_one_of(name, *classes);
}

/// Whether `node` fits one part of a selector, such as `li.done[title=a]`.
bool fits_part(const fake_node& node, std::string_view part) {
    auto end = std::min(part.find_first_of("#.["), part.size());
    if (end > 0 && part.substr(0, end) != "*" && part.substr(0, end) != node.name) return false;
    while (!(part = part.substr(end)).empty()) {
        char kind = part[0];
        end = kind == '[' ? part.find(']') + 1 : std::min(part.find_first_of("#.[", 1), part.size());
        auto inner = part.substr(1, end - (kind == '[' ? 2 : 1));
        if (kind == '.' && !has_class(node, inner)) return false;
        auto equals = inner.find('=');
        auto* value = node.attribute(kind == '#' ? "id" : inner.substr(0, equals));
        if (kind == '.') continue;
        if (!value) return false;
        if (kind == '#' && *value != inner) return false;
        if (kind == '[' && equals != std::string_view::npos) {
            auto wanted = inner.substr(equals + 1);
            if (wanted.starts_with('"')) wanted = wanted.substr(1, wanted.size() - 2);
            if (*value != wanted) return false;
        }
    }
    return true;
}

bool fits(const fake_node& node, std::string_view selector) {
    auto space = selector.rfind(' ');
    if (space == std::string_view::npos) return fits_part(node, selector);
    if (!fits_part(node, selector.substr(space + 1))) return false;
    for (auto* around = node.parent; around; around = around->parent)
        if (around->is_element() && fits(*around, selector.substr(0, space))) return true;
    return false;
}

void find_below(fake_node& node, std::string_view selector, std::vector<fake_node*>& found) {
    for (auto* child = node.first_child; child; child = child->next) {
        if (child->is_element() && fits(*child, selector)) found.push_back(child);
        find_below(*child, selector, found);
    }
}

}  // namespace

std::vector<fake_node*> find_all(fake_node& root, std::string_view selector) {
    std::vector<fake_node*> found;
    find_below(root, selector, found);
    return found;
}

}  // namespace solder::testing
