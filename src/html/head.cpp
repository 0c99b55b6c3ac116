#include <solder/core/url.hpp>
#include <solder/html/head.hpp>

// What both bodies know of the document's head.

namespace solder {
namespace {

struct given_attribute {
    std::string_view name;
    std::string& value;
};

/// Those that are not empty.
std::vector<detail::head_entry::attribute> attributes_of(std::initializer_list<given_attribute> all) {
    std::vector<detail::head_entry::attribute> out;
    for (const auto& each : all)
        if (!each.value.empty()) out.push_back({each.name, std::move(each.value)});
    return out;
}

}  // namespace

view Meta(meta_element of) {
    auto about = "meta\n" + of.name + "\n" + of.property + "\n" + of.http_equiv + "\n" + of.media;
    return detail::make_head_view(
        {.tag = "meta",
         .about = std::move(about),
         .attributes = attributes_of(
             {{"name", of.name}, {"property", of.property}, {"http-equiv", of.http_equiv}, {"media", of.media}}),
         .changing = "content",
         .text = std::move(of.content)});
}

view Link(link_element of) {
    std::string about = of.rel == "canonical" ? "canonical" : "";
    return detail::make_head_view({.tag = "link",
                                   .about = std::move(about),
                                   .attributes = attributes_of({{"rel", of.rel},
                                                                {"type", of.type},
                                                                {"as", of.as},
                                                                {"media", of.media},
                                                                {"sizes", of.sizes},
                                                                {"hreflang", of.hreflang},
                                                                {"title", of.title},
                                                                {"crossorigin", of.crossorigin}}),
                                   .changing = "href",
                                   .text = std::move(of.href)});
}

std::string detail::shown_text(const head_entry& entry) {
    auto text = entry.text ? entry.text() : std::string();
    return entry.changing == "href" && !is_safe_link_scheme(text) ? "about:blank" : text;
}

}  // namespace solder
