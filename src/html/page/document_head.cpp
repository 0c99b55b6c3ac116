#include "document_head.hpp"
#include "rare_commands.hpp"
#include <algorithm>
#include <solder/core/on_demand.hpp>
#include <utility>

namespace solder::detail {
namespace {

// Null until a part of the page says something: one that never does is linked without the rest.
constinit SOLDER_PER_THREAD on_demand<document_head> of_page{nullptr, [] { return new document_head; }};
thread_local std::string title_of_page;

}  // namespace

std::string& document_head::default_title() { return title_of_page; }

document_head* document_head::made() { return of_page.made; }

document_head& document_head::current() { return *of_page.get(); }

void document_head::reset() {
    delete std::exchange(of_page.made, nullptr);
    default_title().clear();
}

void document_head::add(const std::shared_ptr<said>& one) {
    all_.push_back(one);
    has_changed_ = true;
}

void document_head::remove(const std::shared_ptr<said>& one) {
    hide(*one);
    std::erase(all_, one);
    has_changed_ = true;
}

void document_head::set_text(said& one, std::string text) {
    if (one.is_shown && one.text == text) return;
    one.text = std::move(text);
    one.is_stale = has_changed_ = true;
}

bool document_head::is_overridden(std::size_t at) const {
    const auto& about = all_[at]->entry.about;
    if (about.empty()) return false;
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (i != at && all_[i]->entry.about == about && gives_way(all_[at]->depth, at, all_[i]->depth, i)) return true;
    return false;
}

void document_head::settle() {
    if (!std::exchange(has_changed_, false)) return;
    bool has_title = false;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        auto& one = *all_[i];
        if (is_overridden(i)) {
            hide(one);
            continue;
        }
        has_title = has_title || one.entry.tag == "title";
        if (!one.is_shown || one.is_stale) show(one);
    }
    if (std::exchange(shows_title_, has_title) && !has_title)
        dom_writer::current().command(solder_dom_title(), std::string_view(default_title()));
}

void document_head::show(said& one) {
    auto& document = dom_writer::current();
    one.is_stale = false;
    const bool was_shown = std::exchange(one.is_shown, true);
    if (one.entry.tag == "title") return document.command(solder_dom_title(), std::string_view(one.text));
    if (was_shown)
        return document.command(dom_op::attribute, one.id, document.intern(one.entry.changing),
                                std::string_view(one.text));
    const auto count = static_cast<std::uint32_t>(one.entry.attributes.size() + 1);
    one.id = document.allocate(1);
    document.command(solder_dom_head(), one.id, one.entry.tag, count);
    for (const auto& [name, value] : one.entry.attributes) document.operands(name, std::string_view(value));
    document.operands(one.entry.changing, std::string_view(one.text));
}

void document_head::hide(said& one) {
    if (!std::exchange(one.is_shown, false) || one.entry.tag == "title") return;
    dom_writer::current().command(content_command(dom_op::remove), one.id, one.id);
    dom_writer::current().forget(one.id, 1);
}

}  // namespace solder::detail
