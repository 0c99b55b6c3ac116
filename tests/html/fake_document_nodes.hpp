#ifndef SOLDER_TESTS_HTML_FAKE_DOCUMENT_NODES_HPP
#define SOLDER_TESTS_HTML_FAKE_DOCUMENT_NODES_HPP
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace solder::testing {

using fake_property = std::variant<std::string, bool, double>;

/// A node of a fake document. It is known by its address, which stays good as long as the document.
struct fake_node {
    enum class type { element, text, comment, fragment };

    type is = type::element;
    std::string name;  ///< of an element, in lower case (SVG names keep theirs)
    std::string data;  ///< of a text or comment
    std::vector<std::pair<std::string, std::string>> attributes;  ///< in the order they were set
    std::map<std::string, fake_property> properties;
    std::map<std::string, std::uint32_t> handlers;  ///< event name -> handler number

    fake_node* parent = nullptr;
    fake_node* first_child = nullptr;
    fake_node* last_child = nullptr;
    fake_node* previous = nullptr;
    fake_node* next = nullptr;

    bool is_element() const { return is == type::element; }
    bool is_text() const { return is == type::text; }
    bool is_comment(std::string_view with) const { return is == type::comment && data == with; }
    /// nullptr when there is none.
    const std::string* attribute(std::string_view name) const;
    void set_attribute(std::string_view name, std::string_view value);
    void remove_attribute(std::string_view name);
    /// The data of all texts inside.
    std::string text_content() const;
};

/// Makes nodes and keeps them.
class fake_node_store {
public:
    fake_node& make(fake_node::type is, std::string_view name_or_data = {});
    fake_node& clone(const fake_node& node, std::map<const fake_node*, fake_node*>& copies);
    /// Parses as `innerHTML` does on an element named `context`; "template" allows bare rows. Gives a fragment.
    fake_node& parse(std::string_view html, std::string_view context);

private:
    std::deque<fake_node> nodes_;
};

/// As `parent.insertBefore(node, before)`; nullptr: at the end. A fragment gives up its children.
void put(fake_node& node, fake_node& parent, fake_node* before);
void take_out(fake_node& node);

/// As browsers serialise.
std::string inner_html(const fake_node& node);
std::string outer_html(const fake_node& node);

/// The elements below `root`, in document order, that fit a selector of tags, `#id`, `.class`, `[name]`, `[name=value]`
/// and descendants ("ul.tasks li[title=a]").
std::vector<fake_node*> find_all(fake_node& root, std::string_view selector);

}  // namespace solder::testing
#endif
