#include "fake_document_nodes.hpp"
#include <gumbo.h>
#include <stdexcept>

namespace solder::testing {
namespace {

std::string name_of(const GumboElement& element) {
    GumboStringPiece original = element.original_tag;
    if (element.tag != GUMBO_TAG_UNKNOWN && element.tag_namespace == GUMBO_NAMESPACE_HTML)
        return gumbo_normalized_tagname(element.tag);
    gumbo_tag_from_original_text(&original);
    std::string name(original.data, original.length);
    if (element.tag_namespace == GUMBO_NAMESPACE_HTML) return name;
    const char* svg_name = gumbo_normalize_svg_tagname(&original);
    return svg_name ? svg_name : name;
}

void add(const GumboNode& parsed, fake_node& parent, fake_node_store& store);

void add_children(const GumboVector& children, fake_node& parent, fake_node_store& store) {
    for (unsigned i = 0; i < children.length; ++i) add(*static_cast<GumboNode*>(children.data[i]), parent, store);
}

void add(const GumboNode& parsed, fake_node& parent, fake_node_store& store) {
    switch (parsed.type) {
        case GUMBO_NODE_DOCUMENT:
            return;
        case GUMBO_NODE_COMMENT:
            return put(store.make(fake_node::type::comment, parsed.v.text.text), parent, nullptr);
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_CDATA:
        case GUMBO_NODE_WHITESPACE:
            if (parent.last_child && parent.last_child->is_text())
                parent.last_child->data += parsed.v.text.text;
            else
                put(store.make(fake_node::type::text, parsed.v.text.text), parent, nullptr);
            return;
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE: {
            const auto& element = parsed.v.element;
            auto& node = store.make(fake_node::type::element, name_of(element));
            for (unsigned i = 0; i < element.attributes.length; ++i) {
                auto& attribute = *static_cast<GumboAttribute*>(element.attributes.data[i]);
                node.attributes.emplace_back(attribute.name, attribute.value);
            }
            put(node, parent, nullptr);
            return add_children(element.children, node, store);
        }
    }
}

}  // namespace

fake_node& fake_node_store::parse(std::string_view html, std::string_view context) {
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = gumbo_tag_enum(std::string(context).c_str());
    auto* output = gumbo_parse_with_options(&options, html.data(), html.size());
    if (!output) throw std::logic_error("gumbo does not parse: " + std::string(html));
    auto& fragment = make(fake_node::type::fragment);
    add_children(output->root->v.element.children, fragment, *this);
    gumbo_destroy_output(&options, output);
    return fragment;
}

}  // namespace solder::testing
