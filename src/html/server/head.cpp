#include "writing.hpp"
#include <solder/html/escape.hpp>
#include <solder/html/head.hpp>
#include <solder/router/router.hpp>

namespace solder::detail {
namespace {

struct head_node final : view_node {
    head_entry entry;
    explicit head_node(head_entry e) : entry(std::move(e)) {}
    void write(page_writer& page) override {
        const auto depth = use_context(route_depth_context());
        page.head.push_back({&entry, depth, shown_text(entry)});
    }
};

struct status_node final : view_node {
    unsigned status;
    bool lacks_route;
    status_node(unsigned s, bool lacks) : status(s), lacks_route(lacks) {}
    void write(page_writer& page) override {
        page.status = status;
        page.lacks_route |= lacks_route;
        ++page.status_count;
    }
};

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    out.append(" ").append(name).append("=\"");
    append_escaped_attribute(out, value);
    out += '"';
}

/// Whether another counts in place of `at`.
bool is_overridden(const std::vector<page_writer::said_in_head>& all, std::size_t at) {
    const auto& about = all[at].entry->about;
    if (about.empty()) return false;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (i != at && all[i].entry->about == about && gives_way(all[at].depth, at, all[i].depth, i)) return true;
    return false;
}

}  // namespace

const page_writer::said_in_head* page_writer::title() const {
    for (std::size_t i = 0; i < head.size(); ++i)
        if (head[i].entry->tag == "title" && !is_overridden(head, i)) return &head[i];
    return nullptr;
}

void page_writer::append_head(std::string& markup, std::set<std::string>& said) const {
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto& entry = *head[i].entry;
        if (entry.tag == "title" || is_overridden(head, i)) continue;
        if (!entry.about.empty() && !said.insert(entry.about).second) continue;
        markup.append("<").append(entry.tag);
        for (const auto& [name, value] : entry.attributes) append_attribute(markup, name, value);
        append_attribute(markup, entry.changing, head[i].text);
        markup += " data-head=\"\">";
    }
}

view make_head_view(head_entry entry) { return view(new head_node(std::move(entry))); }
view make_status_view(unsigned status, bool lacks_route) { return view(new status_node(status, lacks_route)); }

}  // namespace solder::detail
