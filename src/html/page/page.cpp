#include "document_head.hpp"
#include "late_contents.hpp"
#include "placing.hpp"
#include <solder/core/assert.hpp>
#include <solder/html/page.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

constinit thread_local document_host* host = nullptr;

}  // namespace

void set_document_host(document_host* next) {
    host = next;
    if (next) return;
    detail::dom_writer::current() = {};
    detail::document_head::current() = {};
    detail::late_contents::current() = {};
}

void flush_document() {
    auto& document = detail::dom_writer::current();
    if (!document.hydrating) detail::document_head::current().settle();
    document.finish();
    if (document.words().empty()) return;
    SOLDER_ASSERT(host, "no document on this thread: call set_document_host first");
    host->flush(document.words(), document.text());
    document.sent();
}

void hydrate_page(callback<view()> root) {
    auto& document = detail::dom_writer::current();
    document.command(dom_op::hydrate);
    document.hydrating = true;
    batch([&] {
        detail::fill_hole(root(), 0);
        detail::document_head::current().settle();
        document.hydrating = false;
        document.command(dom_op::hydrated);
    });
    document.command(dom_op::ready);
}

void mount_page(callback<view()> root) {
    batch([&] { detail::fill_hole(root(), 0); });
    detail::dom_writer::current().command(dom_op::ready);
}

void show_late_content(std::uint32_t number, bool has_content) {
    detail::late_contents::current().came(number, has_content);
}

void end_late_content() { detail::late_contents::current().end(); }

bool expects_late_content() { return !detail::late_contents::current().empty(); }

void dispatch_event(std::uint32_t number, event& e) { detail::dom_writer::current().call_handler(number, e); }

std::uint32_t detail::claim_mark(std::uint32_t hole, char kind) {
    flush_document();
    return host->claim_mark(hole, kind);
}

}  // namespace solder
